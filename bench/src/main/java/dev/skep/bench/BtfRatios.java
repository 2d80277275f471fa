package dev.skep.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skep.btf.BtfCPrinter;
import dev.skep.btf.BtfDedup;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** The types of the running kernel beside libbpf, in this process, and beside bpftool, as a process. */
public final class BtfRatios {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final String NAME = "task_struct";

    private final Libbpf libbpf = Native.load("libbpf.so.1", Libbpf.class);

    /** libbpf. Before 1.6 it reads the file as we do; after that it maps it, in a way that no Java method asks the kernel for. */
    public interface Libbpf extends Library {
        /** {@code struct btf *btf__parse(const char *path, struct btf_ext **btf_ext)}. */
        Pointer btf__parse(String path, Pointer ext);

        /** {@code __s32 btf__find_by_name_kind(const struct btf *btf, const char *type_name, __u32 kind)}. */
        int btf__find_by_name_kind(Pointer btf, String name, int kind);

        /** {@code void btf__free(struct btf *btf)}. */
        void btf__free(Pointer btf);

        /** {@code const char *libbpf_version_string(void)}. */
        String libbpf_version_string();
    }

    private BtfRatios() {}

    /** Prints the table; the argument is the command {@code skep}. */
    public static void main(String[] arguments) throws Exception {
        new BtfRatios().warm();
        cold(arguments[0]);
    }

    private void warm() throws Exception {
        byte[] bytes = Files.readAllBytes(VMLINUX);
        var graph = BtfReader.read(bytes);
        Map<String, Callable<?>> contenders = new LinkedHashMap<>();
        contenders.put("btf__parse of the file", () -> theirs(false));
        contenders.put("btf__parse and a type by name", () -> theirs(true));
        contenders.put("index of bytes in memory", () -> BtfIndex.of(ByteBuffer.wrap(bytes)));
        contenders.put("index of the file", () -> BtfIndex.of(VMLINUX));
        contenders.put("index and a type by name", BtfRatios::ours);
        contenders.put("all types as objects", () -> BtfReader.read(bytes));
        contenders.put("deduplication", () -> BtfDedup.of(graph));
        contenders.put("header in C", () -> BtfCPrinter.print(graph));
        System.out.println("libbpf " + libbpf.libbpf_version_string());
        var costs = Cost.least(contenders);
        costs.forEach((name, cost) -> System.out.printf(
                Locale.ROOT,
                "%-30s %s%n",
                name,
                cost.beside(costs.values().iterator().next())));
    }

    private Integer theirs(boolean find) {
        Pointer btf = libbpf.btf__parse(VMLINUX.toString(), Pointer.NULL);
        int id = find ? libbpf.btf__find_by_name_kind(btf, NAME, BtfKind.STRUCT.number()) : 0;
        libbpf.btf__free(btf);
        return id;
    }

    private static Object ours() throws Exception {
        var index = BtfIndex.of(VMLINUX);
        return index.type(index.find(BtfKind.STRUCT, NAME).orElseThrow());
    }

    private static void cold(String skep) throws Exception {
        Timed ours = Timed.median(skep, "btf", "dump", "--format", "c", VMLINUX.toString());
        Timed theirs = Timed.median("bpftool", "btf", "dump", "file", VMLINUX.toString(), "format", "c");
        System.out.printf(
                Locale.ROOT,
                "header, cold: %.3f s, bpftool %.3f s; memory %d MB, bpftool %d MB%n",
                ours.seconds(),
                theirs.seconds(),
                ours.kilobytes() >> 10,
                theirs.kilobytes() >> 10);
    }
}
