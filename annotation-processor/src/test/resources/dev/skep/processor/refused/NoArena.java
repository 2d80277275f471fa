import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.9")
final class NoArena {
    @Struct
    static final class Node {
        ArenaPtr<Node> next;
        @Unsigned int count;
    }

    @Struct
    static final class State {
        @Unsigned long address;
    }

    @Syscall
    static int count(State state) {
        ArenaPtr<Node> node = ArenaPtr.at(state.address);
        if (node == null) return 0;
        return (int) node.get().count;
//                           ^ SKEP2019 this pointer leads into an arena, and the object has none
    }
}
