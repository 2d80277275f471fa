import dev.skep.lang.*;

class LocalClass {
    void method() {
        @Bpf(license = "GPL")
        class Local {
//      ^ SKEP2001 @Bpf class `Local` stands in a method
            @Xdp
            static int program(XdpContext context) {
                return 0;
            }
        }
    }
}
