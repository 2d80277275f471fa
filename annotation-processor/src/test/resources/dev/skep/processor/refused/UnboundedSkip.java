import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class UnboundedSkip {
    static int distance;

    @Xdp
    static int program(XdpContext context) {
        var packet = context.packet();
        packet.skip(distance);
//                  ^ SKEP3013 `distance` is not known to be within 0 and 65535
        packet.skip(-1);
//                  ^ SKEP3013 `-1` is not known to be within 0 and 65535
        packet.skip(distance & 0xff);
        packet.skip((distance & 0xff) * 4 + 8);
        int words = distance & 15;
        if (words > 5) packet.skip((words - 5) * 4);
        packet.skip((words - 5) * 4);
//                              ^ SKEP3013 `(words - 5) * 4` is not known to be within 0 and 65535
        packet.skip((distance & 0xff) << 12);
//                                    ^ SKEP3013 `(distance & 0xff) << 12` is not known to be within 0 and 65535
        return 0;
    }
}
