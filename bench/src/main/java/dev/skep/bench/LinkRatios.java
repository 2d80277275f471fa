package dev.skep.bench;

import dev.skep.object.link.LinkInput;
import dev.skep.object.link.ObjectLinker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Linking objects that are in memory, beside a process of {@code bpftool gen object} on the same files. */
public final class LinkRatios {
    private LinkRatios() {}

    /** Prints two lines for the objects that the arguments name. */
    public static void main(String[] arguments) throws Exception {
        List<LinkInput> inputs = new ArrayList<>();
        for (String object : arguments) {
            inputs.add(LinkInput.of(object, Files.readAllBytes(Path.of(object))));
        }
        Path output = Files.createTempFile("linked", ".o");
        try {
            List<String> command = new ArrayList<>(List.of("bpftool", "gen", "object", output.toString()));
            command.addAll(List.of(arguments));
            Map<String, Callable<?>> contenders = new LinkedHashMap<>();
            contenders.put("bpftool gen object", () -> run(command));
            contenders.put("link", () -> ObjectLinker.link(inputs));
            var costs = Cost.least(contenders);
            costs.forEach((name, cost) -> System.out.printf(
                    Locale.ROOT,
                    "%-20s %s%n",
                    name,
                    cost.beside(costs.values().iterator().next())));
        } finally {
            Files.delete(output);
        }
    }

    private static Boolean run(List<String> command) throws Exception {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": exit code " + status);
        }
        return true;
    }
}
