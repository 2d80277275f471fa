package dev.skep.dsl;

import dev.skep.dsl.context.XdpMd;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Writes an XDP program. */
public final class XdpBuilder extends ProgramBuilder<XdpMd, XdpAction> {
    XdpBuilder(Body body) {
        super(body, XdpMd.CONTEXT, new Returned.Code<>(XdpAction::code));
    }

    /**
     * {@code bpf_redirect_map}: sends the packet to what is at {@code key}, when the program returns the verdict.
     *
     * @param otherwise the verdict when nothing is there, one of those but {@code REDIRECT}. Kernel 5.3.
     */
    public S32 redirect(RedirectMapDef map, U32 key, XdpAction otherwise) {
        map.require(body());
        if (otherwise == XdpAction.REDIRECT)
            throw new IllegalArgumentException("there is nowhere else to redirect to, say DROP or PASS");
        Types.U32.require(body(), key);
        var ir = HelperCalls.begin(body(), Helper.REDIRECT_MAP);
        var address = map.address(body());
        var number = Conversion.wide(body(), key.operand(), Types.U32);
        var flags = ir.constant(ValueType.I64, otherwise.code());
        var verdict = ir.callHelper(ValueType.I32, Helper.REDIRECT_MAP, address, number, flags);
        return Types.S32.handle(body().computed(verdict));
    }
}
