import dev.skep.lang.*;

@Bpf(license = "GPL")
final class StackTooLarge {
    @Struct
    static final class Half {
        @Length(300) byte[] bytes;
    }

    @Xdp
    static int program(XdpContext context) {
        var first = new Half();
//                  ^ SKEP3001 `program` needs 608 bytes of stack, at most 512: in `program` 300 for `Half` of StackTooLarge.java:12, 300 for `Half` of StackTooLarge.java:14
        var second = new Half();
        first.bytes[context.rxQueueIndex & 255] = 1;
        second.bytes[context.rxQueueIndex & 255] = first.bytes[context.ingressIfindex & 255];
        return second.bytes[context.ingressIfindex & 127];
    }
}
