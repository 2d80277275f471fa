package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.XdpBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Runs an XDP program that reads {@link #INPUT}, writes {@link #RESULT} and passes what it does not return itself. */
final class XdpRun {
    static final GlobalDef<U32> INPUT = global("input", U32, 3);
    static final GlobalDef<U64> RESULT = global("result", U64);

    /** The first kernel with all atomic operations. */
    private static final Options ATOMICS = Options.DEFAULT.withTargetKernel(new KernelVersion(5, 12));

    private XdpRun() {}

    static LoadedObject load(Consumer<XdpBuilder> statements) {
        var object =
                BpfObjects.build("test", o -> o.license(GPL).options(ATOMICS).program("test", xdp(), p -> {
                    statements.accept(p);
                    p.return_(PASS);
                }));
        return Kernel.load(object.bytes());
    }

    /** What the program leaves in the result. */
    static long result(Consumer<XdpBuilder> statements, int input) {
        try (var loaded = load(statements)) {
            return result(loaded, input);
        }
    }

    /** What a run leaves in the result. */
    static long result(LoadedObject loaded, int input) {
        pass(loaded, input);
        return loaded.global("result").number();
    }

    /** Runs the program, which passes the packet. */
    static void pass(LoadedObject loaded, int input) {
        loaded.global("input").set(NativeOrder.u32(input));
        assertThat(verdict(loaded, new byte[64])).isEqualTo(PASS);
    }

    static XdpAction verdict(LoadedObject loaded, byte[] packet) {
        return XdpAction.values()[loaded.program("test").run(packet).returnValue()];
    }

    /** An IPv4 packet with that many bytes of IP options, and a TCP header. */
    static byte[] tcp(int options, int port, int flags) {
        var wire = ByteBuffer.allocate(14 + 20 + options + 20);
        wire.put(new byte[] {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16}).putShort((short) 0x0800);
        wire.put((byte) (0x45 + options / 4)).put((byte) 0).putShort((short) (40 + options));
        wire.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
        wire.putInt(0x0a000001).putInt(0x0a000002).put(new byte[options]);
        wire.putShort((short) 4000).putShort((short) port).putInt(1).putInt(2);
        wire.put((byte) 0x50).put((byte) flags).putShort((short) 1000).putInt(0);
        return wire.array();
    }
}
