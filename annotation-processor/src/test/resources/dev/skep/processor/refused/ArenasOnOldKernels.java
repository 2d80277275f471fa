import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.6")
final class ArenasOnOldKernels {
    @Struct
    static final class State {
        int number;
    }

    static final BpfArena heap = BpfArena.ofPages(16);
//                        ^ SKEP3016 `BpfArena` needs kernel 6.9, the object must load on 6.6

    @Syscall
    static int alloc(State state) {
        var page = heap.allocPages(1, State.class);
//                                ^ SKEP3016 `bpf_arena_alloc_pages` needs kernel 6.9, the object must load on 6.6
        return page == null ? 1 : 0;
    }
}
