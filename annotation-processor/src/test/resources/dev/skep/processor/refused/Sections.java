import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Sections {
    @Section(".data.counters") static long good;
    @Config @Section(".rodata.settings") static int setting = 1;
    @Section(".rodata.counters") static long notConstant;
//                                           ^ SKEP2023 `notConstant` cannot lie in section ".rodata.counters"
    @Config @Section(".data.settings") static int notVariable = 1;
//                                                ^ SKEP2023 `notVariable` cannot lie in section ".data.settings"
    @Section(".bss.x") static long bss;
//                                 ^ SKEP2023 `bss` cannot lie in section ".bss.x"
    @Section("maps") static long maps;
//                               ^ SKEP2023 `maps` cannot lie in section "maps"
    @Section(".data.") static long nameless;
//                                 ^ SKEP2023 `nameless` cannot lie in section ".data."
    @Section(".data.a b") static long spaced;
//                                    ^ SKEP2023 `spaced` cannot lie in section ".data.a b"
    @Section(".data.x") static final BpfArray<U64> map = BpfArray.of(1);
//                                                 ^ SKEP2023 `map` is a map

    @Xdp
    static int program(XdpContext context) {
        good++;
        return setting;
    }
}
