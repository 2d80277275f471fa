package dev.skep.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a walk that a page describes: a file to write, or a command to give. */
sealed interface WalkPart {
    /** A Java class, or a {@code pom.xml}. */
    record File(String name, String text) implements WalkPart {}

    /** A command behind a prompt, {@code #} for root, and what is shown below it. */
    record Command(String text, boolean asRoot, String output) implements WalkPart {}

    /** Returns the parts of a section, in order. */
    static List<WalkPart> of(Path page, String title) throws IOException {
        var section = Pattern.compile("^## " + title + "\n(.*?)^## ", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(page));
        if (!section.find()) throw new AssertionError(page + " has no section " + title);
        List<WalkPart> parts = new ArrayList<>();
        var blocks = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(section.group(1));
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "java" -> parts.add(new File(className(blocks.group(2)) + ".java", blocks.group(2)));
                case "xml" -> parts.add(new File("pom.xml", blocks.group(2)));
                case "console" -> parts.addAll(commands(blocks.group(2)));
                default -> throw new AssertionError("a block of " + blocks.group(1));
            }
        }
        if (parts.isEmpty()) throw new AssertionError(title + " shows nothing to do");
        return parts;
    }

    private static String className(String source) {
        Matcher found =
                Pattern.compile("^final class (\\w+)", Pattern.MULTILINE).matcher(source);
        if (!found.find()) throw new AssertionError("no class in " + source);
        return found.group(1);
    }

    private static List<Command> commands(String console) {
        return Pattern.compile("^([$#]) (.*)\n((?:(?![$#] ).*\n)*)", Pattern.MULTILINE)
                .matcher(console)
                .results()
                .map(found -> new Command(found.group(2), found.group(1).equals("#"), found.group(3)))
                .toList();
    }
}
