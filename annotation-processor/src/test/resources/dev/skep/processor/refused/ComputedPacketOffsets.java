import dev.skep.lang.*;

@Bpf(license = "GPL")
final class ComputedPacketOffsets {
    @Struct
    static final class Header {
        int which;
        @Length(4) int[] words;
    }

    static final Header copied = new Header();

    @Subprogram
    static int chosen(Header header, int index) {
        return header.words[index & 3];
    }

    @Xdp
    static int program(XdpContext context) {
        var header = context.packet().next(Header.class);
        if (header == null) return 0;
        int second = header.words[1];
        header.words[header.which & 3] = second;
//      ^ SKEP3017 nothing checks that this computed place is in the packet
        for (int word : header.words) second += word;
        copied.words[header.which & 3] = second;
        return chosen(copied, second) + chosen(header, second);
//                                            ^ SKEP3017 `chosen` reaches into it at computed places
    }
}
