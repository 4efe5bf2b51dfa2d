extension ChartTests {
    static let smallPicture = #"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 116" role="img" font-family="Liberation Sans, Arial, sans-serif">
        <title>A &amp; B</title>
        <desc>Biểu đồ thanh: n theo Huyện; thấp nhất 4 (&lt;i&gt;), cao nhất 8 (b).</desc>
        <text x="8" y="21" font-size="15" font-weight="600">A &amp; B</text>
        <line x1="29.9" y1="30" x2="29.9" y2="74" class="grid" stroke="#d5d9dd"/>
        <text x="29.9" y="92" font-size="12" text-anchor="middle" class="soft" fill="#5a6168">0</text>
        <line x1="206.6" y1="30" x2="206.6" y2="74" class="grid" stroke="#d5d9dd"/>
        <text x="206.6" y="92" font-size="12" text-anchor="middle" class="soft" fill="#5a6168">2</text>
        <line x1="383.3" y1="30" x2="383.3" y2="74" class="grid" stroke="#d5d9dd"/>
        <text x="383.3" y="92" font-size="12" text-anchor="middle" class="soft" fill="#5a6168">4</text>
        <line x1="560.1" y1="30" x2="560.1" y2="74" class="grid" stroke="#d5d9dd"/>
        <text x="560.1" y="92" font-size="12" text-anchor="middle" class="soft" fill="#5a6168">6</text>
        <line x1="736.8" y1="30" x2="736.8" y2="74" class="grid" stroke="#d5d9dd"/>
        <text x="736.8" y="92" font-size="12" text-anchor="middle" class="soft" fill="#5a6168">8</text>
        <rect x="29.9" y="34" width="353.5" height="14" class="f1 edge" fill="#0072b2" stroke="#ffffff" stroke-width="0.6"><title>&lt;i&gt;: 4</title></rect>
        <rect x="29.9" y="56" width="706.9" height="14" class="f1 edge" fill="#0072b2" stroke="#ffffff" stroke-width="0.6"><title>b: 8</title></rect>
        <line x1="29.9" y1="30" x2="29.9" y2="74" class="axis" stroke="#6d757d"/>
        <text x="23.9" y="45" font-size="12" text-anchor="end" class="soft" fill="#5a6168">&lt;i&gt;</text>
        <text x="23.9" y="67" font-size="12" text-anchor="end" class="soft" fill="#5a6168">b</text>
        <text x="387.3" y="45" font-size="12">4</text>
        <text x="740.8" y="67" font-size="12">8</text>
        <text x="752" y="110" font-size="12" text-anchor="end" class="soft" fill="#5a6168">n</text>
        </svg>

        """#
}
