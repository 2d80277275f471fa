#define SEC(name) __attribute__((section(name), used))

struct {
	int (*type)[2]; /* BPF_MAP_TYPE_ARRAY */
	int (*max_entries)[1];
	int (*pinning)[1]; /* LIBBPF_PIN_BY_NAME */
	unsigned int *key;
	unsigned int *value;
} skep_pinned SEC(".maps");

static void *(*map_lookup_elem)(void *map, const void *key) = (void *)1;

SEC("xdp") int use(void *context)
{
	unsigned int key = 0;

	return map_lookup_elem(&skep_pinned, &key) ? 2 : 1;
}

char _license[] SEC("license") = "GPL";
