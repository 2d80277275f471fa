/* What histograms of the tools have in common: the class Histograms in C. */
#define SLOTS 32

static __always_inline __u32 slot_of(__u64 microseconds)
{
	__u64 rest = microseconds;
	__u32 slot = 0;

	for (int bits = 16; bits > 0; bits >>= 1) {
		if (!(rest >> bits))
			continue;
		rest >>= bits;
		slot += bits;
	}
	return slot < SLOTS ? slot : SLOTS - 1;
}
