import dev.skep.lang.*;

@Bpf(license = "GPL")
final class EndlessLoop {
    static int count;

    @Xdp
    static int program(XdpContext context) {
        for (;;) {
//      ^ SKEP3018 no path leads out of this loop
            count++;
        }
    }
}
