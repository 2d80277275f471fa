import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.9")
final class Arenas {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Struct
    static final class Sound {
        ArenaPtr<Sound> next;
        @Unsigned int count;
        @Length(8) byte[] text;
    }

    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int number;
    }

    @Struct
    static final class Leading {
        ArenaPtr<Task> task;
//                     ^ SKEP2002 an `ArenaPtr` leads to structs, records and cells, not to `Arenas.Task`
    }

    @Struct
    static final class Nested {
        ArenaPtr<ArenaPtr<Sound>> first;
//                                ^ SKEP2002 an `ArenaPtr` leads to structs, records and cells, not to `dev.skep.lang.ArenaPtr<Arenas.Sound>`
    }

    static final BpfArena heap = BpfArena.ofPages(16);
    static final BpfHashMap<Integer, ArenaPtr<Sound>> direct = BpfHashMap.of(16);
//                                                    ^ SKEP2002 a `ArenaPtr<Sound>` is no key and no value by itself
    static final BpfHashMap<Integer, Sound> values = BpfHashMap.of(16);
    static final BpfArena misplaced = BpfArena.ofPages(16).mappedAt(100);
//                                                                  ^ SKEP4103 the arena would be at 0x64 to 0x10063, need a multiple of 4096 and no multiple of 4 GiB behind it
    static final BpfArena across = BpfArena.ofPages(16).mappedAt(0xffff_f000L);
//                                                               ^ SKEP4103 the arena would be at 0xfffff000 to 0x10000efff, need a multiple of 4096 and no multiple of 4 GiB behind it
    static ArenaPtr<Sound> head;
    static final ArenaPtr<Sound> fixed = null;
//                                       ^ SKEP2007 `fixed` does not start with a constant

    @Syscall
    static int elsewhere(State state) {
        var sound = new Sound();
        head = ArenaPtr.to(sound);
//                         ^ SKEP2019 `sound` is not known to lie in the arena
        return 0;
    }

    @Syscall
    static int inMap(State state) {
        var value = values.lookup(1);
        if (value == null) return 1;
        head = ArenaPtr.to(value);
//                         ^ SKEP2019 `value` is not known to lie in the arena
        return 0;
    }

    @Syscall
    static int locked(State state) {
        var page = heap.allocPages(1, Locked.class);
//                                ^ SKEP3025 a `Locked` has what the kernel keeps in values of maps, and is no other bytes
        return page == null ? 1 : 0;
    }

    @Syscall
    static int mixed(State state) {
        var sound = new Sound();
        var page = heap.allocPages(1, Sound.class);
        if (page == null) return 1;
        if (state.number == 1) sound = page.get();
//                             ^ SKEP3030 `sound` leads to different kinds of memory: ptr.stack? and ptr.arena?
        return (int) sound.count;
    }

    @Syscall
    static int set(State state) {
        var node = head;
        if (node == null) return 1;
        node.set(new Sound());
//              ^ SKEP2003 a `Sound` is set by its parts
        return 0;
    }

    @Tc
    static TcAction asleep(SkBuff skb) {
        var page = heap.allocPages(1, Sound.class);
//                                ^ SKEP3023 `bpf_arena_alloc_pages` may sleep, which nothing may here
        return page == null ? TcAction.OK : TcAction.SHOT;
    }

    static int leading(Leading value) {
        return value.task == null ? 1 : 0;
    }

    @Syscall
    static int nested(Nested value) {
        return value.first == null ? 1 : 0;
    }

    @Syscall
    static int led(Leading value) {
        return leading(value);
    }
}
