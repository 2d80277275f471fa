package dev.skep.testkit;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object that the kernel has accepted: its programs, maps and globals. Closing it removes them from the kernel. */
public final class LoadedObject implements AutoCloseable {
    private final Pointer object;
    /** libbpf writes to these until the object is closed. */
    private final List<Memory> logs;

    private final Map<String, LoadedProgram> programs;
    private final Map<String, LoadedMap> maps = new LinkedHashMap<>();
    private final Map<String, ElfSymbols.Variable> variables;

    LoadedObject(
            Pointer object,
            List<Memory> logs,
            Map<String, LoadedProgram> programs,
            Map<String, ElfSymbols.Variable> variables) {
        this.object = object;
        this.logs = logs;
        this.programs = programs;
        this.variables = variables;
        for (Pointer map : maps(object)) {
            String name = Bpf.LIBBPF.bpf_map__name(map);
            maps.put(name, new LoadedMap(name, map));
        }
    }

    /** The names of the loaded programs, in the object's order. */
    public Set<String> programs() {
        return programs.keySet();
    }

    /** The names of the maps, in the object's order; those of globals are named as the loader names them. */
    public Set<String> maps() {
        return maps.keySet();
    }

    /** The program of this name. */
    public LoadedProgram program(String name) {
        return find("program", programs, name);
    }

    /** The map of this name. */
    public LoadedMap map(String name) {
        return find("map", maps, name);
    }

    /** The global variable of this name. */
    public Global global(String name) {
        ElfSymbols.Variable variable = find("variable", variables, name);
        Pointer map = Bpf.LIBBPF.bpf_object__find_map_by_name(object, variable.section());
        if (map == null) {
            throw new IllegalArgumentException("section " + variable.section() + " of variable " + name + " is no map");
        }
        return new Global(variable, new LoadedMap(variable.section(), map));
    }

    private static <T> T find(String what, Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the object has no " + what + " " + name + " but " + all.keySet());
        }
        return found;
    }

    @Override
    public void close() {
        Bpf.LIBBPF.bpf_object__close(object);
        logs.forEach(Memory::close);
    }

    static List<Pointer> programs(Pointer object) {
        List<Pointer> programs = new ArrayList<>();
        @Nullable Pointer program = null;
        while ((program = Bpf.LIBBPF.bpf_object__next_program(object, program)) != null) {
            programs.add(program);
        }
        return programs;
    }

    static List<Pointer> maps(Pointer object) {
        List<Pointer> maps = new ArrayList<>();
        @Nullable Pointer map = null;
        while ((map = Bpf.LIBBPF.bpf_object__next_map(object, map)) != null) {
            maps.add(map);
        }
        return maps;
    }
}
