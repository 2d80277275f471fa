import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
@KernelTypes
final class LsmHelpers {
    @Struct static final class Path_ { @Length(256) byte[] text; }
    static final BpfPerCpuArray<Path_> paths = BpfPerCpuArray.of(1);
    static final BpfPerfEventArray<Path_> events = BpfPerfEventArray.perCpu();
    static final BpfStackTrace traces = BpfStackTrace.of(16);
    static int n;
    static long total;

    @Lsm("file_open")
    static int path(file file, int before) {
        var p = paths.lookup(0);
        if (p == null) return before;
        n = (int) Kernel.dPath(file.f_path, p.text);
        return before;
    }

    @Lsm(value = "bprm_creds_from_file", sleepable = true)
    static int exec(linux_binprm bprm, file file, int before) {
        var p = paths.lookup(0);
        if (p == null) return before;
        n = (int) Kernel.dPath(file.f_path, p.text);
        return before;
    }

    @Lsm("file_permission")
    static int event(TracingContext ctx, file file, int mask, int before) {
        var p = paths.lookup(0); if (p != null) events.output(ctx, BpfPerfEventArray.CURRENT_CPU, p);
        return before;
    }

    @Lsm("file_permission")
    static int stack(TracingContext ctx, file file, int mask, int before) {
        n = (int) traces.stackid(ctx, 0);
        return before;
    }

    @Lsm("file_permission")
    static int stackBytes(TracingContext ctx, file file, int mask, int before) {
        var p = paths.lookup(0);
        if (p == null) return before;
        n = (int) Kernel.stack(ctx, p.text, 0);
        return before;
    }

    @Lsm("file_permission")
    static int socketOf(file file, int mask, int before) {
        var s = Kernel.sockFromFile(file, socket.class);
        if (s != null) n = s.type;
        return before;
    }

    @Lsm("socket_sock_rcv_skb")
    static int tcp(sock sk, sk_buff skb, int before) {
        var t = Kernel.skcToTcpSock(sk, tcp_sock.class);
        if (t != null) n = t.srtt_us;
        var u = Kernel.skcToUnixSock(sk, unix_sock.class);
        if (u != null) n++;
        return before;
    }

    @Lsm("file_permission")
    static int number(file file, int mask, int before) {
        var result = new Num();
        var text = new byte[8];
        Bytes.set(text, "17");
        n = (int) Kernel.strtol(text, 0, Ptr.<S64>to(result.value).get());
        return before;
    }

    @Struct static final class Num { long value; }

    @Lsm("file_permission")
    static int argument(TracingContext ctx, file file, int mask, int before) {
        var value = U64.of(0);
        n = (int) Kernel.funcArg(ctx, 1, value) + (int) Kernel.funcArgCnt(ctx);
        total = value.value;
        return before;
    }
}
