import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Containers {
    @KernelType("list_head")
    static final class Node {
        Node next;
    }

    @KernelType("task_struct")
    static final class Task {
        int tgid;
        Node link;
        Task real_parent;
        @Embedded Node children;
        @Embedded Node sibling;
        @Length(4) @Embedded Node[] nodes;
    }

    @Struct
    static final class Own {
        int number;
    }

    static int chosen;

    @RawTracepoint("sched_switch")
    static int walk(RawTracepointContext context) {
        var task = Kernel.currentTask(Task.class);
        var other = task.real_parent;
        var own = new Own();
        var node = task.children.next;
        Task first = Core.containerOf(node, (Task t) -> t.sibling);
        Task second = Core.containerOf(node, (Task t) -> t.nodes[2]);
        first = Core.containerOf(node, (Task t) -> t.link);
//                                                  ^ SKEP2003 `t.link` is a pointer to a struct, which lies elsewhere
        first = Core.containerOf(node, (Task t) -> t.real_parent.sibling);
//                                                              ^ SKEP2003 `t.real_parent.sibling` is no member of `t`, but of what that leads to
        first = Core.containerOf(node, (Task t) -> other.sibling);
//                                                      ^ SKEP2003 `other.sibling` is no member of `t`, but of what that leads to
        first = Core.containerOf(node, (Task t) -> t.nodes[chosen]);
//                                                        ^ SKEP2003 `t.nodes[chosen]` is found at run time only
        first = Core.containerOf(node, (Task t) -> node);
//                                                 ^ SKEP2003 `node` is no member
        first = Core.containerOf(node, (Task t) -> { return t.sibling; });
//                                     ^ SKEP2003 `(Task t) -> { return t.sibling; }` names no member
        first = Core.containerOf(node, Containers::sibling);
//                                     ^ SKEP2003 `Containers::sibling` names no member
        first = Core.containerOf(own, (Task t) -> own);
//                               ^ SKEP2003 `own` is no struct of the kernel
        return first.tgid + second.tgid;
    }

    static Node sibling(Task task) {
        return task.sibling;
    }
}
