/* histedit.h sets everything through three variadic functions, which Swift does not import: one wrapper for each use of them. */
#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

/* Behind a feature macro that the module of the C library does not set. */
extern int wcwidth(wchar_t);

typedef wchar_t *(*libedit_prompt)(EditLine *);
typedef unsigned char (*libedit_command)(EditLine *, wint_t);

/* The streams are macros or variables that Swift calls unsafe. */
static inline EditLine *libedit_init(const char *name) { return el_init(name, stdin, stdout, stderr); }

static inline int libedit_set_client(EditLine *e, void *client) { return el_wset(e, EL_CLIENTDATA, client); }
static inline void *libedit_client(EditLine *e) {
    void *client = NULL;
    el_wget(e, EL_CLIENTDATA, &client);
    return client;
}

static inline int libedit_set_prompt(EditLine *e, libedit_prompt prompt, wchar_t quote) { return el_wset(e, EL_PROMPT_ESC, prompt, quote); }
static inline int libedit_set_reader(EditLine *e, el_rfunc_t reader) { return el_wset(e, EL_GETCFN, reader); }
static inline int libedit_set_editor(EditLine *e, const wchar_t *mode) { return el_wset(e, EL_EDITOR, mode); }
static inline int libedit_set_signals(EditLine *e, int on) { return el_wset(e, EL_SIGNAL, on); }
static inline int libedit_is_vi(EditLine *e) {
    const wchar_t *mode = NULL;
    el_wget(e, EL_EDITOR, &mode);
    return mode != NULL && mode[0] == L'v';
}
static inline int libedit_may_edit(EditLine *e) {
    int on = 0;
    el_wget(e, EL_EDITMODE, &on);
    return on;
}

/* Keeps both texts by their address. */
static inline int libedit_add_command(EditLine *e, const wchar_t *name, const wchar_t *help, libedit_command command) {
    return el_wset(e, EL_ADDFN, name, help, command);
}
static inline int libedit_bind(EditLine *e, const wchar_t *key, const wchar_t *command) { return el_wset(e, EL_BIND, key, command, NULL); }
static inline int libedit_bind_alternative(EditLine *e, const wchar_t *key, const wchar_t *command) {
    return el_wset(e, EL_BIND, L"-a", key, command, NULL);
}
static inline int libedit_set_tty(EditLine *e, const wchar_t *mode, const wchar_t *flag) { return el_wset(e, EL_SETTY, mode, flag, NULL); }
static inline int libedit_prepare_terminal(EditLine *e, int on) { return el_wset(e, EL_PREP_TERM, on); }
static inline int libedit_refresh(EditLine *e) { return el_wset(e, EL_REFRESH); }

static inline int libedit_set_history(EditLine *e, HistoryW *h) { return el_wset(e, EL_HIST, history_w, h); }
static inline int libedit_set_history_size(HistoryW *h, int count) {
    HistEventW event;
    return history_w(h, &event, H_SETSIZE, count);
}
static inline int libedit_remember(HistoryW *h, const wchar_t *text) {
    HistEventW event;
    return history_w(h, &event, H_ENTER, text);
}

#endif
