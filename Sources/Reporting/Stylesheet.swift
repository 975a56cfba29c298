// SPDX-License-Identifier: EUPL-1.2

/// The one style sheet of a site. All values are tokens at its head: an organisation replaces the file.
enum Stylesheet {
  static let text = #"""
    :root{color-scheme:light dark;
    --ink:#18222d;--muted:#515d6b;--line:#d8dee4;--paper:#fff;--wash:#f4f6f7;--accent:#0b5d6b;--accent-wash:#e4f0f1;--mark:#fff0b3;--warn:#8a4b00;
    --r0:#ecdcc0;--r1:#c5d9cd;--r2:#7fb5ab;--r3:#2c7480;--r4:#0b4a57;--on-r:#18222d;--on-r3:#fff;--on-r4:#fff;
    --k0:#ecdcc0;--k1:#8fc0b6;--k2:#b9c7e6;--k3:#d9c2dc;--k4:#e2b9a3;--k5:#c9cf9a;--k6:#cfd5db;
    --hatch:#b3bcc6;--hatch-ground:#f4f6f7;--open:#fff;--open-line:#515d6b;
    --sans:"Source Sans 3","Source Sans Pro",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
    --serif:"Source Serif 4","Source Serif Pro","Iowan Old Style",Charter,Georgia,"Times New Roman",serif;
    --s1:.8125rem;--s2:.9375rem;--s3:1.0625rem;--s4:1.375rem;--s5:1.75rem;--s6:2.625rem}
    @media (prefers-color-scheme:dark){:root{
    --ink:#e6eaee;--muted:#a6b1bd;--line:#33404c;--paper:#12181e;--wash:#1a222a;--accent:#7cc7cf;--accent-wash:#1b3339;--mark:#5a4a12;--warn:#f0b45e;
    --r0:#57492f;--r1:#3d5249;--r2:#3f7a73;--r3:#72b9b6;--r4:#b5e6e0;--on-r:#fff;--on-r3:#0d1418;--on-r4:#0d1418;
    --k0:#57492f;--k1:#2f6a62;--k2:#3c4d78;--k3:#5d4462;--k4:#6d4733;--k5:#4f5528;--k6:#414b55;
    --hatch:#56636f;--hatch-ground:#1f2830;--open:#12181e;--open-line:#a6b1bd}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
    body{margin:0;font:400 var(--s3)/1.55 var(--sans);color:var(--ink);background:var(--paper);overflow-wrap:break-word}
    a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.18em}
    a:hover{text-decoration-thickness:.14em}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
    .vh,.defs{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .skip{position:absolute;left:-99rem;top:0;z-index:2;background:var(--ink);color:var(--paper);padding:.6rem 1rem}
    .skip:focus{left:0}
    .top{display:flex;flex-wrap:wrap;gap:.3rem 2.2rem;align-items:baseline;padding:.95rem 2rem;border-bottom:1px solid var(--line);font-size:var(--s2)}
    .brand{font:600 1.25rem/1 var(--serif);color:var(--ink);text-decoration:none;letter-spacing:-.01em}
    .brand::before{content:"";display:inline-block;width:.62em;height:.62em;margin-right:.4em;background:var(--accent);border-radius:50% 50% 50% 0;transform:rotate(-45deg)}
    .top nav{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem}
    .top nav a{color:var(--muted);text-decoration:none;padding:.35rem 0}
    .top nav a:hover{color:var(--ink);text-decoration:underline}
    .top nav a[aria-current]{color:var(--ink);font-weight:600;border-bottom:2px solid var(--accent)}
    .wave{margin:0 0 0 auto;color:var(--muted)}
    main{max-width:76rem;margin:0 auto;padding:2.6rem 2rem 4rem}
    .bottom{border-top:1px solid var(--line);color:var(--muted);font-size:var(--s1);padding:1rem 2rem 2.5rem}
    .bottom p{max-width:72rem;margin:0 auto}
    .hero{margin-bottom:1.1rem}
    .eyebrow{margin:0;color:var(--muted);font-size:var(--s2)}
    h1,h2,h3,h4,h5{text-wrap:balance}
    h1{font:600 var(--s6)/1.12 var(--serif);margin:.25rem 0 .7rem;letter-spacing:-.018em;max-width:48rem}
    h2{font:600 var(--s5)/1.2 var(--serif);margin:3rem 0 .9rem;letter-spacing:-.01em}
    .theme>h2,.chapter>h2{border-top:3px solid var(--accent);padding-top:.9rem;margin-top:4rem}
    h3{font:600 var(--s4)/1.3 var(--serif);margin:2.4rem 0 .7rem;max-width:46rem}
    h4{font:600 var(--s3)/1.35 var(--sans);margin:1.6rem 0 .5rem}
    h5{font:600 var(--s2)/1.35 var(--sans);margin:0 0 .5rem}
    p{max-width:46rem;margin:0 0 .8rem}
    .lead{font:400 1.1875rem/1.5 var(--serif);color:var(--ink);margin:0 0 .8rem}
    .coverage,.basis,.why,.muted,.origin,.spot{color:var(--muted);font-size:var(--s2)}
    .coverage{border-left:3px solid var(--line);padding-left:.8rem;margin-bottom:1.4rem}
    .no{color:var(--muted);font-weight:400;font-variant-numeric:tabular-nums;margin-right:.15em}
    .code{font:400 var(--s1)/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--muted);overflow-wrap:anywhere}
    .count{font:400 var(--s3)/1 var(--sans);color:var(--muted)}
    .notice,.empty{border:1px solid var(--line);border-left:4px solid var(--accent);background:var(--wash);padding:.8rem 1rem;border-radius:0 4px 4px 0}
    mark{background:var(--mark);color:inherit;padding:.04em .14em;border-radius:2px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1px;margin:0 0 1.5rem;background:var(--line);border:1px solid var(--line);border-radius:6px;overflow:hidden}
    .figures div{background:var(--paper);padding:.9rem 1.1rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
    .figures dd{margin:0;font:600 2.1rem/1.1 var(--serif);font-variant-numeric:lining-nums}
    .figures dt{color:var(--muted);font-size:var(--s2)}
    .next{list-style:none;padding:0;margin:0;max-width:52rem}
    .next li{padding:.65rem 0 .65rem 1.7rem;border-bottom:1px solid var(--line);position:relative}
    .next li::before{content:"→";position:absolute;left:.1rem;color:var(--accent)}
    .jumps ul,.contents ul{list-style:none;padding:0;margin:0 0 1rem;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}
    .contents ul{display:block}
    .contents li{padding:.2rem 0}
    .with-contents{display:grid;grid-template-columns:minmax(0,1fr) 14rem;gap:0 4rem;align-items:start}.with-contents .contents{order:2;position:sticky;top:1.5rem;border-left:1px solid var(--line);padding-left:1.2rem;font-size:var(--s2)}
    .with-contents .prose>section:first-child>h2{margin-top:.6rem}
    .statement{border-left:4px solid var(--accent);padding:.1rem 0 .1rem 1.4rem;margin:0 0 1.3rem}
    .claim{font:400 1.5625rem/1.36 var(--serif);margin:0 0 .45rem;max-width:44rem;letter-spacing:-.005em}
    .basis{margin:0;max-width:none}.basis b{color:var(--ink)}
    .earlier{margin:.45rem 0 0;max-width:none;font-size:var(--s2)}.may{color:var(--muted)}
    .tag{display:inline-block;border:1px solid var(--line);border-radius:3px;padding:0 .4rem;font-size:var(--s1);font-weight:600;margin-right:.3rem}
    .group{margin:0 0 3.4rem}.group>h4{color:var(--muted);margin-bottom:.9rem}
    .pending{border:1px dashed var(--muted);border-radius:4px;padding:.7rem 1rem;margin:0 0 1rem;max-width:46rem}.pending p{margin:0}.pending .earlier{margin-top:.4rem}
    svg text{font:600 13px var(--sans);text-anchor:middle;fill:var(--on-r)}
    svg .on-r3,svg .on-r4{fill:var(--on-r4)}svg .on-r3{fill:var(--on-r3)}
    svg .on-un,svg .on-op,svg .on-na{fill:var(--ink)}svg .on-un{paint-order:stroke;stroke:var(--hatch-ground);stroke-width:4px;stroke-linejoin:round}
    .r0{fill:var(--r0);background:var(--r0)}.r1{fill:var(--r1);background:var(--r1)}.r2{fill:var(--r2);background:var(--r2)}.r3{fill:var(--r3);background:var(--r3)}.r4{fill:var(--r4);background:var(--r4)}
    .k0{fill:var(--k0);background:var(--k0)}.k1{fill:var(--k1);background:var(--k1)}.k2{fill:var(--k2);background:var(--k2)}.k3{fill:var(--k3);background:var(--k3)}.k4{fill:var(--k4);background:var(--k4)}.k5{fill:var(--k5);background:var(--k5)}.k6{fill:var(--k6);background:var(--k6)}
    rect.op{fill:var(--open);stroke:var(--open-line);stroke-dasharray:4 3}
    rect.na{fill:var(--wash);stroke:var(--line)}
    rect.un{stroke:var(--hatch)}
    .hp{fill:var(--hatch-ground)}.hl{fill:var(--hatch)}.track{fill:var(--wash)}
    .bar{display:block;max-width:60rem;margin:0 0 .2rem;overflow:visible}
    .bar rect{stroke:var(--paper);stroke-width:2}.bar rect.op{stroke:var(--open-line);stroke-width:1}.bar rect.un{stroke:var(--hatch);stroke-width:1}
    .bar text{font-size:15px;font-variant-numeric:lining-nums}
    .bar.thin rect{stroke-width:1.5}
    .standing{margin:0 0 1.6rem}
    .swatch{flex:none;width:14px;height:14px;align-self:start;margin-top:.33em}
    .key{list-style:none;margin:.7rem 0 0;padding:0;font-size:var(--s2)}
    .key li{display:grid;grid-template-columns:14px 1fr;gap:0 .7rem;padding:.4rem 0;border-bottom:1px solid var(--line)}
    .key li:last-child{border-bottom:0}.who a{text-decoration-color:color-mix(in srgb,currentcolor 45%,transparent)}
    .key .who{grid-column:2;font-size:var(--s1);line-height:1.75;color:var(--muted)}
    .key.inline{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem}.key.inline li{border:0;padding:0;display:flex;gap:.45rem;font-size:var(--s1);color:var(--muted)}.key.inline b{color:var(--ink)}.key.inline .swatch{margin-top:.25em}
    .meters li{grid-template-columns:9rem 1fr}.meter{margin-top:.35em;border-radius:2px}
    .spread{margin-top:1.1rem;max-width:60rem}
    .with-map{display:grid;grid-template-columns:auto minmax(0,1fr);gap:1rem 3rem;align-items:start;max-width:none}
    figure{margin:0}figcaption{font-size:var(--s1);color:var(--muted);max-width:22rem}
    .tiles{overflow-x:auto;padding:3px}.map{display:block;margin-bottom:.5rem}
    .map .tn{font-size:11.5px}.map .ta{font-size:10.5px;font-weight:400}
    .map a:hover rect,.map a:focus-visible rect{stroke:var(--ink);stroke-width:2;stroke-dasharray:none}.map a:focus-visible{outline:none}
    .map a:focus-visible rect{stroke-width:4}
    details{margin:.5rem 0 0}summary{cursor:pointer;color:var(--accent);font-size:var(--s2);padding:.2rem 0;width:fit-content}
    .scroll{overflow-x:auto;position:relative;margin:0 0 1.4rem}
    table{border-collapse:collapse;width:100%;font-size:var(--s2)}
    caption{text-align:left;font:600 var(--s2)/1.4 var(--sans);color:var(--muted);padding:0 0 .4rem}
    th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--line);font-weight:400}
    thead th,thead td{color:var(--muted);font-size:var(--s1);font-weight:600;border-bottom:1px solid var(--muted);vertical-align:bottom}
    tbody th{font-weight:600;min-width:9rem}th .muted{font-weight:400}
    .num{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
    .glance th[scope=row]{font-weight:400}.glance tbody tr:hover{background:var(--wash)}
    .glance td,.glance th{padding-top:.38rem;padding-bottom:.38rem}
    .legend{display:flex;flex-wrap:wrap;gap:.5rem 1.8rem;margin:0 0 1.2rem;font-size:var(--s1);color:var(--muted)}.legend div{display:flex;gap:.5rem;align-items:center}.legend dt{min-width:2.2rem;text-align:center;padding:.1rem .4rem;border-radius:3px;color:var(--ink)}.legend dd{margin:0}.legend dt.qx{color:var(--warn)}
    .grid td,.grid th{padding:.3rem .7rem}.grid th:first-child{padding-left:0}.grid th[scope=row]{font-weight:400}.grid .lead-row th[scope=row]{font-weight:600}.grid .lead-row>*{border-top:1px solid var(--muted)}.grid td{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap;color:var(--muted)}.grid td:last-child,.grid .q0,.grid .q1,.grid .q2,.grid .q3{color:var(--ink)}.grid th .muted{display:block;font-size:var(--s1)}.grid thead th{min-width:0;overflow-wrap:normal;hyphens:auto}.grid tbody tr:hover th{background:var(--wash)}
    .q1{background:var(--wash)}.q2{background:var(--accent-wash)}.q3{background:color-mix(in srgb,var(--accent-wash),var(--accent) 22%)}.grid .q2 .muted,.grid .q3 .muted{color:var(--ink)}.q0{background:var(--mark)}.qx{color:var(--warn);font-weight:600}
    .chips{text-decoration:none}.chips:hover .chip{text-decoration:underline}
    .matrix td,.matrix th{padding-top:.35rem;padding-bottom:.35rem}.matrix tbody th{font-weight:400}
    .matrix td:nth-child(2){white-space:nowrap}.matrix .yes{font-weight:600;color:var(--accent)}
    .matrix .yes::before{content:"●";margin-right:.35em}
    .chip{display:inline-block;padding:.08rem .55rem;border-radius:3px;font-weight:600;font-size:var(--s1);line-height:1.5;color:var(--on-r);margin:0 .15rem .1rem 0}
    .chip.r3{color:var(--on-r3)}.chip.r4{color:var(--on-r4)}
    .chip.un,.chip.op,.chip.na{background:transparent;color:var(--ink);border:1px solid var(--line);padding:0 .5rem}
    .chip.op{border:1px dashed var(--open-line)}
    .chip.un::before{content:"";display:inline-block;width:.75em;height:.75em;margin-right:.4em;background:repeating-linear-gradient(45deg,var(--hatch) 0 2px,transparent 2px 4px);border:1px solid var(--hatch)}
    .state{white-space:nowrap}.state::before{content:"✓ ";color:var(--accent)}.state.not{color:var(--warn);font-weight:600}.state.not::before{content:"! ";color:inherit}.state.off{color:var(--muted)}.state.off::before{content:"– "}
    .facts,.roles{margin:0 0 1.5rem}
    .facts{display:grid;grid-template-columns:12rem minmax(0,1fr);max-width:60rem;font-size:var(--s2)}
    .facts dt,.facts dd{margin:0;padding:.45rem 0;border-bottom:1px solid var(--line)}.facts dt{color:var(--muted)}
    .roles{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.7rem 2rem}
    .roles dt{color:var(--muted)}.roles dd{margin:0}
    .field{border-top:1px solid var(--line);padding:1.1rem 0 .7rem;display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 2.5rem}
    .field>h4,.field>h3{margin:.05rem 0 .6rem;font:600 var(--s3)/1.35 var(--sans)}
    .answer{margin:0 0 .7rem}.origin{margin-left:.3rem}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:1rem 2.5rem}
    .area{background:var(--accent-wash);border-radius:6px;padding:1rem 1.3rem .4rem;margin:1.2rem 0}
    .area .field{border-color:color-mix(in srgb,var(--line),var(--accent) 18%)}.area .eyebrow{margin-bottom:.8rem}.area .eyebrow b{color:var(--ink)}
    .area .field:first-of-type{border-top:0;padding-top:0}
    .passage{margin:0 0 1rem;padding:.9rem 1.1rem;background:var(--wash);border-radius:4px;max-width:46rem}
    .area .passage{background:var(--paper)}
    .passage blockquote{margin:0 0 .5rem}.passage p{font:400 var(--s3)/1.55 var(--serif);margin:0}.passage figcaption{max-width:none}
    .search{border:1px solid var(--line);border-radius:4px;padding:.75rem 1.1rem;margin:0 0 1rem;max-width:46rem;font-size:var(--s2);background:var(--paper)}
    .search p{margin:0 0 .3rem}.search ul{margin:.2rem 0;padding-left:1.1rem}.search details{margin:0}.search summary{font-size:var(--s1)}
    .places{margin:0 0 1rem;padding-left:1.4rem;max-width:46rem;font-size:var(--s2)}
    .places li{padding:.2rem 0 .35rem}.places li::marker{color:var(--muted)}
    .places q{font-family:var(--serif);font-size:1rem;quotes:none}.places .spot{display:block;font-size:var(--s1)}
    .against{border-left:3px solid var(--line);padding-left:.9rem;margin:0 0 1rem}
    .item{margin:0 0 .8rem}.item .passage{margin-bottom:.6rem}
    .sheet{max-width:46rem;border:1px solid var(--line);border-radius:3px;padding:1.6rem 2rem;margin:0 0 1.5rem;font-family:var(--serif)}
    .sheet h3{font:600 var(--s1)/1 var(--sans);color:var(--muted);margin:0 0 1.2rem}
    :target{scroll-margin-top:4rem}mark:target{outline:2px solid var(--accent)}article :target,div:target,tr:target{background:var(--mark)}
    .versus{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:1.2rem;margin:0 0 1rem}
    .versus>div{border-top:2px solid var(--line);padding-top:.5rem}
    .codings,.units,.terms,.questions{padding-left:1.2rem;max-width:46rem}
    .members{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:0 3rem}
    .members h3{margin:.4rem 0 .4rem;font:600 var(--s3)/1.3 var(--sans)}
    .units{list-style:none;padding:0;margin:0 0 1.6rem}.units li{padding:.3rem 0;border-bottom:1px solid var(--line)}
    .terms{columns:2;font-size:var(--s2)}.questions{list-style:none;padding:0}
    .prose p{font:400 var(--s3)/1.65 var(--serif);max-width:42rem}.prose .why,.prose .muted{font:400 var(--s2)/1.5 var(--sans)}
    .attention{border-left:4px solid var(--accent);padding:.1rem 0 .1rem 1.4rem;margin:0 0 2.2rem}.attention>h4{margin-top:.2rem;font:600 var(--s4)/1.3 var(--serif)}.attention>h4 .no{display:block;font:400 var(--s2)/1.4 var(--sans)}.attention>h5{margin:1.1rem 0 .4rem;color:var(--muted)}
    .parts-of-point{list-style:none;padding:0;margin:0}.parts-of-point li{margin:0 0 .7rem}.prose .parts-of-point p{margin:0}.prose .origin{font:400 var(--s2)/1.5 var(--sans);max-width:none}
    .ref{font:400 var(--s1)/1 var(--sans);white-space:nowrap}
    @media (max-width:60rem){.with-map,.field,.with-contents{grid-template-columns:minmax(0,1fr)}.with-contents .contents{order:0;position:static}}
    @media (max-width:40rem){
    :root{--s6:2rem;--s5:1.5rem;--s4:1.25rem}
    .top{padding:.8rem 1rem}.wave{margin:0;width:100%;font-size:var(--s1)}.top nav{gap:.1rem 1.1rem}main{padding:1.6rem 1rem 3rem}.bottom{padding:1rem}
    .claim{font-size:1.3rem}.statement{padding-left:1rem}.map{max-width:100%;min-width:21rem;height:auto}
    .facts,.roles{grid-template-columns:1fr;gap:0}.facts dt{border:0;padding-bottom:0}.roles dd{margin-bottom:.7rem}
    .meters li{grid-template-columns:5rem 1fr}.terms{columns:1}.sheet{padding:1.1rem}
    th,td{padding-right:.8rem}.scroll table{min-width:34rem}.area{padding:.8rem .9rem .2rem}}
    @media print{
    :root{color-scheme:light;--s3:.9rem;--s6:1.9rem;--s5:1.4rem;--s4:1.15rem}
    @page{margin:18mm 16mm}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    .top nav,.skip,.jumps,summary{display:none}.with-contents,.field{display:block}.top,.bottom{padding-left:0;padding-right:0}main{padding:1rem 0;max-width:none}
    a{color:inherit;text-decoration:none}
    .statement,.passage,.search,.tiles,tr,.pending,.key li,.figures{break-inside:avoid}
    h1,h2,h3,h4,h5,.answer,caption,thead{break-after:avoid}
    .claim{font-size:1.2rem}.scroll{overflow:visible}
    details::details-content{content-visibility:visible;height:auto}
    .chapter>h2,.theme>h2{break-before:auto}}
    """#
}
