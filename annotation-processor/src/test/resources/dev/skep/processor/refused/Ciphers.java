import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.10")
final class Ciphers {
    @Struct
    static final class Slot {
        Kptr<BpfCryptoCtx> cipher;
    }

    static final BpfArray<Slot> slots = BpfArray.of(1);
    static final BpfCryptoParams params = new BpfCryptoParams();
    static final byte[] text = new byte[16];

    @Tc
    static int alone(SkBuff skb) {
        var slot = slots.lookup(0);
        if (slot == null) return 1;
        var memory = Kernel.dynptrFromMem(text);
        BpfCryptoCtx.encrypt(slot.cipher.value(), memory, memory, memory);
        var cipher = slot.cipher.value();
        if (cipher == null) return 2;
        BpfCryptoCtx.encrypt(cipher, memory, memory, null);
//                                                   ^ SKEP3016 a cipher without initialisation vector needs kernel 6.11, the object must load on 6.10
        BpfCryptoCtx.encrypt(cipher, memory, null, memory);
//                                           ^ SKEP2029 `bpf_crypto_encrypt` takes no `null` here
        return 0;
    }

    @Xdp
    static int makes(XdpContext context) {
        try (var made = BpfCryptoCtx.create(params, S32.of(0))) {
//                                         ^ SKEP3023 `bpf_crypto_ctx_create` is not for programs of type `BPF_PROG_TYPE_XDP`
            return made == null ? 1 : 2;
        }
    }

    @Syscall
    static int encrypts(Slot slot) {
        var memory = Kernel.dynptrFromMem(text);
        try (var made = BpfCryptoCtx.create(params, S32.of(0))) {
            if (made == null) return 1;
            BpfCryptoCtx.decrypt(made.value(), memory, memory, memory);
//                              ^ SKEP3023 `bpf_crypto_decrypt` is not for programs of type `BPF_PROG_TYPE_SYSCALL`
        }
        return 0;
    }
}
