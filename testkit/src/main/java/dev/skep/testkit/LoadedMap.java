package dev.skep.testkit;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that the kernel has made; it lives as long as the object that it came from. Keys and values are in native order. */
public final class LoadedMap {
    private static final int ENOENT = 2;

    /** {@code enum bpf_map_type}: hash, array, LRU hash and cgroup storage, per CPU. */
    private static final Set<Integer> PER_CPU_TYPES = Set.of(5, 6, 10, 21);

    private static final int PER_CPU_STRIDE = 8;

    private static final int PAGE = 4096;

    private final String name;
    private final Pointer map;
    private final int descriptor;

    LoadedMap(String name, Pointer map) {
        this.name = name;
        this.map = map;
        this.descriptor = Bpf.check(Bpf.LIBBPF.bpf_map__fd(map), "descriptor of map " + name);
    }

    /** The map's name in its object. */
    public String name() {
        return name;
    }

    /** The number of its type in {@code enum bpf_map_type}. */
    public int type() {
        return Bpf.LIBBPF.bpf_map__type(map);
    }

    /** The bytes of one key. */
    public int keySize() {
        return Bpf.LIBBPF.bpf_map__key_size(map);
    }

    /** The bytes of one value. */
    public int valueSize() {
        return Bpf.LIBBPF.bpf_map__value_size(map);
    }

    /** How many entries it holds at most; the bytes of a ring buffer. */
    public int maxEntries() {
        return Bpf.LIBBPF.bpf_map__max_entries(map);
    }

    /** Something that the kernel knows until it is closed. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Gives a struct of functions, which the map is, to the kernel. */
    public Registration register() {
        Pointer link = Bpf.LIBBPF.bpf_map__attach_struct_ops(map);
        if (link == null) {
            throw new IllegalStateException("register " + name + ": " + Bpf.describe(Bpf.errno()));
        }
        return () -> Bpf.check(Bpf.LIBBPF.bpf_link__destroy(link), "unregister " + name);
    }

    /** The value under {@code key}, in a map that has one value for all CPUs. */
    public Optional<byte[]> lookup(byte[] key) {
        if (isPerCpu()) {
            throw new IllegalStateException("map " + name + " has a value per CPU: use lookupPerCpu");
        }
        return read(key, valueSize());
    }

    /** The values under {@code key}, one for each possible CPU. */
    public Optional<List<byte[]>> lookupPerCpu(byte[] key) {
        int cpus = possibleCpus();
        return read(key, cpus * stride()).map(bytes -> {
            List<byte[]> values = new ArrayList<>();
            for (int cpu = 0; cpu < cpus; cpu++) {
                byte[] value = new byte[valueSize()];
                System.arraycopy(bytes, cpu * stride(), value, 0, value.length);
                values.add(value);
            }
            return values;
        });
    }

    /** Sets the value under {@code key}. */
    public void update(byte[] key, byte[] value) {
        if (isPerCpu()) {
            throw new IllegalStateException("map " + name + " has a value per CPU: use updatePerCpu");
        }
        checkSize("value", value, valueSize());
        write(key, Bpf.copy(value));
    }

    /** Sets the values under {@code key}, one for each possible CPU. */
    public void updatePerCpu(byte[] key, List<byte[]> values) {
        int cpus = possibleCpus();
        if (values.size() != cpus) {
            throw new IllegalArgumentException(
                    "map " + name + " takes " + cpus + " values, one per possible CPU, not " + values.size());
        }
        Memory bytes = Bpf.zeros((long) cpus * stride());
        for (int cpu = 0; cpu < cpus; cpu++) {
            checkSize("value", values.get(cpu), valueSize());
            bytes.write((long) cpu * stride(), values.get(cpu), 0, valueSize());
        }
        write(key, bytes);
    }

    /** Removes {@code key}; false when it was not there. */
    public boolean delete(byte[] key) {
        checkSize("key", key, keySize());
        int result = Bpf.LIBBPF.bpf_map_delete_elem(descriptor, Bpf.copy(key));
        return result != -ENOENT && Bpf.check(result, "delete from map " + name) == 0;
    }

    /** Every key, in the kernel's order. */
    public List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        Memory next = Bpf.zeros(keySize());
        @Nullable Pointer previous = null;
        int result;
        while ((result = Bpf.LIBBPF.bpf_map_get_next_key(descriptor, previous, next)) != -ENOENT) {
            Bpf.check(result, "keys of map " + name);
            byte[] key = next.getByteArray(0, keySize());
            keys.add(key);
            previous = Bpf.copy(key);
        }
        return keys;
    }

    /** The memory of an arena, which is so many pages. */
    public MappedPages pages() {
        return MappedPages.of(descriptor, Bpf.LIBBPF.bpf_map__map_extra(map), maxEntries() * PAGE, "map " + name);
    }

    /** Takes every record that is in this ring buffer, oldest first. */
    public List<byte[]> consume() {
        List<byte[]> records = new ArrayList<>();
        Libbpf.Sample collect = (context, data, size) -> {
            records.add(data.getByteArray(0, Math.toIntExact(size)));
            return 0;
        };
        Pointer ringBuffer = Bpf.LIBBPF.ring_buffer__new(descriptor, collect, null, null);
        if (ringBuffer == null) {
            throw new IllegalStateException("map " + name + " as a ring buffer: " + Bpf.describe(Bpf.errno()));
        }
        try {
            Bpf.check(Bpf.LIBBPF.ring_buffer__consume(ringBuffer), "consume records of map " + name);
            return records;
        } finally {
            Bpf.LIBBPF.ring_buffer__free(ringBuffer);
        }
    }

    /** Puts records into this user ring buffer, in order. */
    public void produce(List<byte[]> records) {
        Pointer ringBuffer = Bpf.LIBBPF.user_ring_buffer__new(descriptor, null);
        if (ringBuffer == null) {
            throw new IllegalStateException("map " + name + " as a user ring buffer: " + Bpf.describe(Bpf.errno()));
        }
        try {
            for (byte[] record : records) {
                Pointer room = Bpf.LIBBPF.user_ring_buffer__reserve(ringBuffer, record.length);
                if (room == null) {
                    throw new IllegalStateException("no room in map " + name + ": " + Bpf.describe(Bpf.errno()));
                }
                room.write(0, record, 0, record.length);
                Bpf.LIBBPF.user_ring_buffer__submit(ringBuffer, room);
            }
        } finally {
            Bpf.LIBBPF.user_ring_buffer__free(ringBuffer);
        }
    }

    private Optional<byte[]> read(byte[] key, int size) {
        checkSize("key", key, keySize());
        Memory value = Bpf.zeros(size);
        int result = Bpf.LIBBPF.bpf_map_lookup_elem(descriptor, address(key), value);
        if (result == -ENOENT) {
            return Optional.empty();
        }
        Bpf.check(result, "lookup in map " + name);
        return Optional.of(value.getByteArray(0, size));
    }

    private void write(byte[] key, Memory value) {
        checkSize("key", key, keySize());
        Bpf.check(Bpf.LIBBPF.bpf_map_update_elem(descriptor, address(key), value, 0), "update of map " + name);
    }

    /** Queues, stacks and filters have no keys. */
    private static @Nullable Pointer address(byte[] key) {
        return key.length == 0 ? null : Bpf.copy(key);
    }

    private void checkSize(String what, byte[] bytes, int size) {
        if (bytes.length != size) {
            throw new IllegalArgumentException(
                    "a " + what + " of map " + name + " has " + size + " bytes, not " + bytes.length);
        }
    }

    /** Whether it has a value for each CPU under every key. */
    public boolean isPerCpu() {
        return PER_CPU_TYPES.contains(type());
    }

    private int possibleCpus() {
        if (!isPerCpu()) {
            throw new IllegalStateException("map " + name + " has one value for all CPUs");
        }
        return Bpf.check(Bpf.LIBBPF.libbpf_num_possible_cpus(), "number of possible CPUs");
    }

    /** The kernel rounds each CPU's value up to eight bytes. */
    private int stride() {
        return (valueSize() + PER_CPU_STRIDE - 1) / PER_CPU_STRIDE * PER_CPU_STRIDE;
    }
}
