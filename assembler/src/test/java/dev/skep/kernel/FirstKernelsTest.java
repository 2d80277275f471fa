package dev.skep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Missing;
import dev.skep.testkit.Shared;
import dev.skep.testkit.guest.Guest;
import dev.skep.testkit.guest.GuestCommand;
import dev.skep.testkit.guest.GuestFiles;
import dev.skep.testkit.guest.GuestKernel;
import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attach types and flags of maps against kernels: each has all whose first kernel is not newer, and no others. */
class FirstKernelsTest {
    private static final Path HEADERS = Path.of("/usr/include/linux");
    private static final Pattern VERSION = Pattern.compile("^(\\d+)\\.(\\d+)");

    /** A name of the enumeration of flags, or of the text that defines them. */
    private static final Pattern FLAG = Pattern.compile("\\bBPF_F_(\\w+)\\s*=");

    private static final Pattern ATTACH_TYPES = Pattern.compile("enum bpf_attach_type \\{([^}]*)}");
    private static final Pattern ATTACH_TYPE = Pattern.compile("\\bBPF_(\\w+)\\b\\s*[=,]");

    @Test
    void agreeWithTheHeadersOfTheSystem() throws IOException {
        var version = HEADERS.resolve("version.h");
        if (!Files.exists(version)) {
            throw Missing.judge("no " + version);
        }
        String numbers = Files.readString(version);
        agree(
                Files.readString(HEADERS.resolve("bpf.h")),
                KernelVersion.parse(number(numbers, "MAJOR") + "." + number(numbers, "PATCHLEVEL")));
    }

    @Test
    void agreeWithTheRunningKernel() {
        String types = Judge.require("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                .orFail()
                .out();
        agree(types, release(Judge.require("uname").run("-r").orFail().out()));
    }

    @ParameterizedTest
    @EnumSource
    void agreeWithKernelsInGuests(GuestKernel kernel) {
        assumeTrue(Boolean.getBoolean("skep.all"), "guests are started with -Dskep.all=true");
        GuestFiles files = new GuestFiles();
        String dump = String.join(" ", bpftool(files)) + " btf dump file /sys/kernel/btf/vmlinux format c";
        String script =
                dump + " > /types && sed -n '/^enum bpf_attach_type {/,/^}/p' /types && grep 'BPF_F_.* = ' /types";
        var run = Guest.require(kernel)
                .run(files, List.of(new GuestCommand("types", List.of("sh", "-c", script), Duration.ofSeconds(60))));
        var result = (Finished) run.results().get(0);
        assertThat(result.exit()).as(run.console()).isZero();
        agree(result.outText(), release(run.kernelRelease()));
    }

    /** An attach type is no older than the programs that are attached by it. */
    @Test
    void noAttachTypeIsOlderThanItsPrograms() throws IOException {
        List<String> rows = Files.readAllLines(Shared.require("data/progtypes.tsv"));
        Set<AttachType> seen = EnumSet.noneOf(AttachType.class);
        for (String row : rows.subList(1, rows.size())) {
            var type = ProgramType.valueOf(row.split("\t", -1)[0].replace("BPF_PROG_TYPE_", ""));
            Pattern.compile("\\[BPF_(\\w+)[]|]").matcher(row).results().forEach(match -> {
                var attach = AttachType.valueOf(match.group(1));
                assertThat(attach.since()).as("%s of %s", attach, type).isGreaterThanOrEqualTo(type.since());
                seen.add(attach);
            });
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    private static void agree(String text, KernelVersion version) {
        var types = ATTACH_TYPES.matcher(text);
        assertThat(types.find()).as(version.toString()).isTrue();
        assertThat(names(ATTACH_TYPE, types.group(1)))
                .isEqualTo(names(AttachType.values(), AttachType::since, version));
        var flags = names(FLAG, text);
        flags.retainAll(Arrays.stream(MapFlag.values()).map(Enum::name).toList());
        assertThat(flags).isEqualTo(names(MapFlag.values(), MapFlag::since, version));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <E extends Enum<E>> Set<String> names(
            E[] rows, Function<E, KernelVersion> since, KernelVersion version) {
        return Arrays.stream(rows)
                .filter(row -> since.apply(row).compareTo(version) <= 0)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String number(String text, String what) {
        return Pattern.compile("LINUX_VERSION_" + what + " (\\d+)")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static KernelVersion release(String name) {
        var version = VERSION.matcher(name);
        assertThat(version.find()).as(name).isTrue();
        return KernelVersion.parse(version.group());
    }

    private static List<String> bpftool(GuestFiles files) {
        try {
            var packages = PackageCache.ofUser().unpackedWithDependencies(Suite.SID, Set.of("bpftool"));
            return files.addProgram("bpftool", packages, "/usr/sbin/bpftool");
        } catch (PackageUnavailable e) {
            throw Missing.judge("no package bpftool: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
