import dev.skep.lang.*;

@Bpf(license = "GPL")
final class MemoryTooLarge {
    @Struct
    static final class Huge {
        @Length(600) byte[] bytes;
    }

    static final BpfArray<Huge> values = BpfArray.of(1);

    @Xdp
    static int program(XdpContext context) {
        var huge = new Huge();
//                 ^ SKEP3003 this clears 600 bytes, at most 512
        huge.bytes[context.rxQueueIndex == 0 ? 1 : 2] = 1;
        return huge.bytes[1];
    }
}
