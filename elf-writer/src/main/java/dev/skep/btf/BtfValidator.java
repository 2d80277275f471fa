package dev.skep.btf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Checks types by the kernel's rules, before a kernel or a loader does so with fewer words. */
public final class BtfValidator {
    private BtfValidator() {}

    /** Who takes the types. */
    public enum Audience {
        /** The kernel itself, 6.18. */
        KERNEL,
        /**
         * A loader, which completes sections and externs before the kernel sees them, on any kernel: so names have no dots except
         * those of variables and sections, and integers need one.
         */
        LOADER
    }

    /** What is wrong with these types, in their order; nothing if all is well. */
    public static List<BtfViolation> check(BtfGraph graph, Audience audience) {
        List<BtfViolation> violations = new ArrayList<>();
        Set<String> sections = new HashSet<>();
        var loops = ValueLoops.in(graph);
        for (int number = 1; number <= graph.size(); number++) {
            var id = new BtfId(number);
            var type = graph.type(id);
            var report = new Report(graph, id, violations);
            type.accept(new KindRules(graph, audience, report));
            if (type.kind() == BtfKind.DATASEC && !sections.add(type.name())) {
                report.add(BtfRule.DUPLICATE_SECTION, "is there twice");
            }
            if (loops.contains(id)) {
                report.add(BtfRule.LOOP, "contains itself");
            }
        }
        return List.copyOf(violations);
    }

    /** Takes down what is wrong with one type. */
    record Report(BtfGraph graph, BtfId type, List<BtfViolation> violations) {
        Report add(BtfRule rule, String message) {
            violations.add(new BtfViolation(type, rule, graph.describe(type) + " " + message));
            return this;
        }

        Report require(boolean holds, BtfRule rule, Supplier<String> otherwise) {
            return holds ? this : add(rule, otherwise.get());
        }
    }
}
