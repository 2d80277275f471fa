package dev.skep.bench.dsl;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.skLookup;
import static dev.skep.dsl.SkAction.DROP;
import static dev.skep.dsl.SkAction.PASS;
import static dev.skep.dsl.SocketMapDef.sockMap;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_TCP;

import dev.skep.compiler.Options;
import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be32;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.Loop;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.SocketMapDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.context.SkLookup;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;

/** Steers new connections to a range of ports, on some local addresses, to one socket. */
public final class SkSteer {
    private static final int AF_INET = 2;
    private static final int RULES = 8;

    /** Which connections go to which socket. */
    private static final StructDef BINDING = struct("bind");

    /** The local address; 0 for any. */
    private static final Field<Be32> ADDR = BINDING.field("addr", BE32);

    private static final Field<U16> LO = BINDING.field("lo", U16);

    /** The last port of the range; 0 ends the list. */
    private static final Field<U16> HI = BINDING.field("hi", U16);

    private static final Field<U32> SLOT = BINDING.field("slot", U32);

    private static final ArrayDef<Struct> BINDS = array("binds", BINDING).maxEntries(RULES);
    private static final SocketMapDef<U32> SOCKS = sockMap("socks").maxEntries(8);

    private SkSteer() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("SkSteer", o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6)))
                .program("sk_steer", skLookup(), SkSteer::steer));
    }

    private static void steer(ProgramBuilder<SkLookup, SkAction> p) {
        var context = p.context();
        p.ifThen(context.get(SkLookup.FAMILY).ne(AF_INET), () -> p.return_(PASS));
        p.ifThen(context.get(SkLookup.PROTOCOL).ne(IPPROTO_TCP), () -> p.return_(PASS));
        p.repeat(RULES, (i, loop) -> p.lookup(BINDS, i)
                .ifPresentOrElse(binding -> steer(p, binding, loop), loop::break_));
        p.return_(PASS);
    }

    private static void steer(ProgramBuilder<SkLookup, SkAction> p, Struct binding, Loop loop) {
        var context = p.context();
        p.ifThen(binding.get(HI).eq(0), loop::break_);
        var address = binding.get(ADDR);
        p.ifThen(address.ne(0).and(address.ne(context.get(SkLookup.LOCAL_IP4))), loop::continue_);
        var port = context.get(SkLookup.LOCAL_PORT);
        p.ifThen(port.lt(binding.get(LO).to(U32)).or(port.gt(binding.get(HI).to(U32))), loop::continue_);
        var socket = p.lookup(SOCKS, binding.get(SLOT)).orElseReturn(DROP);
        var error = p.call(Helper.SK_ASSIGN, context, socket, 0).s64();
        socket.release();
        p.ifThen(error.eq(0), () -> p.return_(PASS));
        p.return_(DROP);
    }
}
