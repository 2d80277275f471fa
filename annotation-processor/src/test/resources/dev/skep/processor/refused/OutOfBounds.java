import dev.skep.lang.*;

@Bpf(license = "GPL")
final class OutOfBounds {
    @Struct
    static final class Name {
        @Length(16) byte[] text;
    }

    static final Name name = new Name();

    @Xdp
    static int program(XdpContext context) {
        name.text[15] = 1;
        name.text[16] = 1;
//                ^ SKEP3012 index 16 of `name.text`, which has 16 elements
        return name.text[-1] + name.text.length;
//                       ^ SKEP3012 index -1 of `name.text`, which has 16 elements
    }
}
