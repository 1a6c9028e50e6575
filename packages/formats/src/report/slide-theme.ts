/** Colours and fonts that every file of slides must name, in the least that programs accept. */

const colour = (name: string, value: string): string => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
const COLOURS = [["dk1", "1B2027"], ["lt1", "FFFFFF"], ["dk2", "5A6370"], ["lt2", "E8ECEF"], ["accent1", "0B57A8"], ["accent2", "1A7F4B"], ["accent3", "9A5B00"], ["accent4", "B3261E"], ["accent5", "5A6370"], ["accent6", "1B2027"], ["hlink", "0B57A8"], ["folHlink", "5A6370"]] as const;
const FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const LINE = `<a:ln w="9525">${FILL}</a:ln>`;
const EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>";

export const THEME = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Leadline"><a:themeElements><a:clrScheme name="Leadline">${COLOURS.map(([name, value]) => colour(name, value)).join("")}</a:clrScheme><a:fontScheme name="Leadline"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Leadline"><a:fillStyleLst>${FILL.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${LINE.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${EFFECT.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${FILL.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
`;
