import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
final class Data {
    record Key(@BigEndian @Unsigned short port, int number) {}

    @Kconfig static int CONFIG_HZ;
    @Ksym(weak = true) static long vfs_read;
    @Config @Length(8) static String prefix = "eth";
    @Section(".data.counters") static long counter = 1;
    static final int[] TABLE = {1, -2, 3, 4};
    static final Key KEY = new Key((short) 80, -1);
    static long[][] rows = new long[2][3];

    @Xdp
    static int program(XdpContext context) {
        byte[] text = Bytes.of("ab");
        counter += TABLE[(int) (counter & 3)] + KEY.port();
        rows[1][2] = vfs_read;
        if (Bytes.equal(text, prefix)) Kernel.printk("hz %d", CONFIG_HZ);
        return (int) Kernel.snprintf(text, "%d %ld", CONFIG_HZ, counter);
    }
}
