import dev.skep.lang.*;

/** The processes beside that of the task, by the list in the kernel: container_of by hand. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class Siblings {
    static final int MOST = 16;

    @Struct
    static final class Child {
        @Unsigned int pid;
        @Length(16) byte[] comm;
    }

    static int children;
    static final Child[] found = new Child[MOST];

    private Siblings() {}

    static task_struct entry(list_head node) {
        var none = Ptr.<task_struct>at(0L).get();
        return Ptr.<task_struct>at(Ptr.to(node).address() - Core.addressOf(none.sibling)).get();
    }

    @RawTracepoint("sched_process_exit")
    static int exit(RawTracepointContext ctx) {
        var task = Kernel.currentTask(task_struct.class);
        var parent = task.group_leader.real_parent;
        var head = Core.addressOf(parent.children);
        var node = parent.children.next;
        int n = 0;
        for (int i = 0; i < MOST; i++) {
            if (node == null || Ptr.to(node).address() == head) break;
            var child = entry(node);
            found[i].pid = child.tgid;
            System.arraycopy(child.comm, 0, found[i].comm, 0, 16);
            node = node.next;
            n++;
        }
        children = n;
        return 0;
    }
}
