import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
final class PrintedPackets {
    @Struct
    static final class Line {
        @Length(8) byte[] text;
    }

    @Xdp
    static int program(XdpContext context) {
        var line = context.packet().next(Line.class);
        if (line == null) return 0;
        Kernel.probeReadUser("text", 1);
//                           ^ SKEP2003 a `String` cannot be handed to a helper here
        return (int) Kernel.snprintf(line.text, "%d", 3);
//                                       ^ SKEP2003 `bpf_snprintf` does not write into packets
    }
}
