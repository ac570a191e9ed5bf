/// Patterns beside colours, for whoever tells colours badly apart: plain, striped, dotted, in turn. Bars are filled with
/// them; css/charts.css has the same for legends, as `texture-1` and `texture-2`.

import {h} from "./dom.js";
import {colour} from "./library.js";

export const TEXTURES = 3;

const SIZE = 6;

/// @return what a canvas fills with
export function filling(paint, texture) {
    if (texture === 0) {
        return paint;
    }
    const tile = h("canvas", {width: SIZE, height: SIZE});
    const ctx = tile.getContext("2d");
    ctx.fillStyle = paint;
    ctx.fillRect(0, 0, SIZE, SIZE);
    ctx.globalAlpha = 0.55;
    ctx.strokeStyle = ctx.fillStyle = colour("surface");
    if (texture === 1) {
        stripe(ctx);
    } else {
        ctx.fillRect(1, 1, 2, 2);
    }
    return ctx.createPattern(tile, "repeat");
}

/// Three strokes, so that tiles join without a seam.
function stripe(ctx) {
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    for (const shift of [-SIZE, 0, SIZE]) {
        ctx.moveTo(shift, SIZE);
        ctx.lineTo(shift + SIZE, 0);
    }
    ctx.stroke();
}
