package dev.skep.dsl;

import dev.skep.dsl.context.XdpMd;

/** Writes an XDP program. */
public final class XdpBuilder extends ProgramBuilder<XdpMd, XdpAction> {
    XdpBuilder(Body body) {
        super(body, XdpMd.CONTEXT, XdpAction::code);
    }
}
