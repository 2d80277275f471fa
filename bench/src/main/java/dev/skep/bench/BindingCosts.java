package dev.skep.bench;

import dev.skep.btf.BtfIndex;
import dev.skep.processor.bindings.Catalogue;
import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Java classes for {@code task_struct} and what its members lead to. */
public final class BindingCosts {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final Set<String> NAMED =
            Set.of("pid", "tgid", "real_parent", "cred", "uid", "val", "comm", "exit_code");

    private BindingCosts() {}

    /** Prints how much is made, and a line for each way to make it. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Callable<?>> contenders = new LinkedHashMap<>();
        contenders.put("what a program names, from the catalogue", () -> made(Catalogue.types(), NAMED::contains));
        contenders.put("all members of all, from the catalogue", () -> made(Catalogue.types(), name -> true));
        contenders.put(
                "what a program names, from the kernel", () -> made(Kernels.of(BtfIndex.of(VMLINUX)), NAMED::contains));
        contenders.put(
                "all members of all, from the kernel", () -> made(Kernels.of(BtfIndex.of(VMLINUX)), name -> true));
        for (var contender : contenders.entrySet()) {
            var bindings = (List<?>) contender.getValue().call();
            var text = bindings.stream()
                    .mapToInt(
                            binding -> ((KernelBindings.Binding) binding).text().length())
                    .sum();
            System.out.printf(
                    Locale.ROOT, "%-45s %5d classes, %8d characters%n", contender.getKey(), bindings.size(), text);
        }
        Cost.least(contenders)
                .forEach((name, cost) -> System.out.printf(
                        Locale.ROOT, "%-45s %8.3f ms CPU, %8.3f ms wall%n", name, cost.cpu(), cost.wall()));
    }

    private static List<KernelBindings.Binding> made(Kernels kernels, Predicate<String> members) {
        return KernelBindings.of(kernels, "kernel", List.of("task_struct"), members);
    }
}
