package dev.skep.testkit.guest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A module of a kernel.
 *
 * @param name its name, with {@code _} where the file may have {@code -}
 * @param code its object file, not compressed
 */
record KernelModule(String name, byte[] code) {
    /** Where BPF programs attach, devices to attach to, and modules whose kfuncs and struct_ops they use. */
    static final List<String> WANTED = List.of(
            "sch_ingress",
            "cls_bpf",
            "act_bpf",
            "veth",
            "dummy",
            "ifb",
            "tun",
            "nf_conntrack",
            "nf_nat",
            "nf_flow_table",
            "fou",
            "xfrm_interface",
            "hid",
            "uhid");

    private static final Pattern FILE = Pattern.compile("(.+)\\.ko(\\.xz)?");
    private static final Pattern DEPENDS = Pattern.compile("(?:^|\\x00)depends=([^\\x00]*)\\x00");

    /** These modules and what they depend on, which comes first; what a kernel has built in, or has not, is left out. */
    static Collection<KernelModule> closure(Path folder, List<String> names) throws IOException {
        Map<String, Path> files = files(folder);
        Map<String, KernelModule> inserted = new LinkedHashMap<>();
        for (String name : names) {
            insert(name, files, inserted);
        }
        return inserted.values();
    }

    /** Dependencies have no circles: the kernel could not insert such modules. */
    private static void insert(String name, Map<String, Path> files, Map<String, KernelModule> inserted)
            throws IOException {
        Path file = files.get(name);
        if (file == null || inserted.containsKey(name)) {
            return;
        }
        KernelModule module = new KernelModule(name, read(file));
        for (String dependency : module.dependencies()) {
            insert(dependency, files, inserted);
        }
        inserted.put(name, module);
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.collect(Collectors.toList());
        }
        Map<String, Path> files = new TreeMap<>();
        for (Path path : paths) {
            Matcher file = FILE.matcher(path.getFileName().toString());
            if (file.matches()) {
                files.put(file.group(1).replace('-', '_'), path);
            }
        }
        return files;
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".xz")) {
            return bytes;
        }
        try (XZInputStream stream = new XZInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }

    /** What {@code modinfo} prints under "depends". */
    List<String> dependencies() {
        Matcher depends = DEPENDS.matcher(new String(code, StandardCharsets.ISO_8859_1));
        List<String> names = new ArrayList<>();
        if (depends.find()) {
            for (String name : depends.group(1).split(",", -1)) {
                if (!name.isEmpty()) {
                    names.add(name.replace('-', '_'));
                }
            }
        }
        return names;
    }
}
