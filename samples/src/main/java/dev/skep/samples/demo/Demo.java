package dev.skep.samples.demo;

import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.IpProtocol;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.LoadedProgram;
import dev.skep.testkit.NativeOrder;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads {@code PacketCounter} into the running kernel, lets the kernel run it on a crafted packet, and prints the verdict and
 * the counters. Nothing is attached, and nothing stays.
 */
public final class Demo {
    private static final List<String> VERDICTS =
            List.of("XDP_ABORTED", "XDP_DROP", "XDP_PASS", "XDP_TX", "XDP_REDIRECT");
    private static final int DROP = 1;
    private static final int PASS = 2;

    private final PrintStream out;
    private final Path object;

    private Demo(PrintStream out, Path object) {
        this.out = out;
        this.object = object;
    }

    /** Runs the demonstration with the object file that the one argument names. */
    public static void main(String[] arguments) {
        Optional<String> reason = Kernel.unavailable();
        if (reason.isPresent()) {
            System.out.println("skipped: " + reason.get());
            return;
        }
        Demo demo = new Demo(System.out, Path.of(arguments[0]));
        boolean drops = demo.run(0, DROP);
        boolean passes = demo.run(1, PASS);
        System.exit(drops && passes ? 0 : 1);
    }

    /** Runs the packet through a fresh load with this setting; false when the verdict or the counter is another. */
    private boolean run(int pass, int promised) {
        try (LoadedObject loaded = Kernel.open(object).set("pass", pass).load()) {
            LoadedProgram program = loaded.program("countPacket");
            out.println(program.name() + ", loaded with pass = " + pass + ": " + program.instructionCount()
                    + " instructions, " + program.jitedBytes() + " bytes of machine code");

            byte[] packet = udpBehindAVlanTag();
            int verdict = program.run(packet).returnValue();
            out.println("  a UDP packet of " + packet.length + " bytes behind a VLAN tag: " + VERDICTS.get(verdict));

            long counted = packets(loaded, IpProtocol.UDP);
            out.println("  packets[" + IpProtocol.UDP + "] over all CPUs: " + counted);
            return verdict == promised && counted == 1;
        }
    }

    private static long packets(LoadedObject loaded, int protocol) {
        return loaded.map("packets").lookupPerCpu(NativeOrder.u32(protocol)).orElseThrow().stream()
                .mapToLong(NativeOrder::number)
                .sum();
    }

    private static byte[] udpBehindAVlanTag() {
        byte[] payload = new byte[18];
        byte[] packet = new byte[14 + 4 + 20 + 8 + payload.length];
        ByteBuffer wire = ByteBuffer.wrap(packet); // network order
        byte[] destination = {2, 0, 0, 0, 0, 1};
        byte[] source = {2, 0, 0, 0, 0, 2};
        wire.put(destination).put(source).putShort((short) EtherType.VLAN);
        wire.putShort((short) 42).putShort((short) EtherType.IP);
        wire.put((byte) 0x45).put((byte) 0).putShort((short) (20 + 8 + payload.length));
        wire.putInt(0).put((byte) 64).put((byte) IpProtocol.UDP).putShort((short) 0);
        wire.putInt(0x0a000001).putInt(0x0a000002);
        wire.putShort((short) 4000).putShort((short) 53);
        wire.putShort((short) (8 + payload.length)).putShort((short) 0);
        wire.put(payload);
        return packet;
    }
}
