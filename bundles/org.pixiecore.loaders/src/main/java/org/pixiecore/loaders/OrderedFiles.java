package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;

/**
 * What a machine boots, under names that are short whatever the files are called: {@code
 * boot/<digest>/kernel} and {@code boot/<digest>/initrd}, all initrds as one. U-Boot takes names of
 * 127 characters. At the first of them the booters are asked again, and the digest tells whether
 * they still say the same; the other is of the boot that {@linkplain BegunBoots began} so.
 */
final class OrderedFiles implements LoaderKind {

  private static final String FOLDER = "boot";
  private static final String KERNEL = "kernel";
  private static final String INITRD = "initrd";
  private static final Map<String, BegunBoots.Part> PARTS =
      Map.of(KERNEL, BegunBoots.Part.KERNEL, INITRD, BegunBoots.Part.INITRD);
  private static final int SEGMENTS = 3;
  private static final int DIGEST_OCTETS = 8;

  private final Core core;
  private final PxelinuxClients clients;
  private final BegunBoots begun;

  /**
   * @param begun forgets a machine that asks for its configuration
   */
  OrderedFiles(Core core, PxelinuxClients clients, BegunBoots begun) {
    this.core = core;
    this.clients = clients;
    this.begun = begun;
  }

  /**
   * The kernel's name.
   *
   * @param folder what stands before it
   * @throws CannotLoadException if it is on another server
   */
  static String kernel(String folder, KernelBoot kernel) throws CannotLoadException {
    FileNames.local(kernel.kernel());
    return name(folder, kernel, KERNEL);
  }

  /**
   * The name of all initrds as one.
   *
   * @param folder what stands before it
   * @throws CannotLoadException if one is on another server
   */
  static String initrd(String folder, KernelBoot kernel) throws CannotLoadException {
    for (BootFile initrd : kernel.initrds()) {
      FileNames.local(initrd);
    }
    return name(folder, kernel, INITRD);
  }

  private static String name(String folder, KernelBoot kernel, String file) {
    return folder + String.join("/", FOLDER, digest(kernel), file);
  }

  @Override
  public Optional<CompletionStage<LoaderFile>> find(LoaderRequest request) {
    List<String> path = request.path();
    if (path.size() != SEGMENTS || !path.get(0).equals(FOLDER) || request.mac().isEmpty()) {
      return Optional.empty();
    }
    MacAddress mac = request.mac().get();
    return Optional.of(
        begun
            .boot(mac)
            .filter(boot -> ordered(boot, path.get(1)).isPresent())
            .<CompletionStage<BootDecision>>map(CompletableFuture::completedFuture)
            .orElseGet(() -> core.decide(clients.uBoot(request, mac)))
            .thenCompose(decision -> file(request, mac, decision)));
  }

  private CompletionStage<LoaderFile> file(
      LoaderRequest request, MacAddress mac, BootDecision decision) {
    if (decision instanceof BootDecision.Undecided undecided) {
      return now(new LoaderFile.NotYet(undecided.reason()));
    }
    Optional<KernelBoot> ordered = ordered(decision, request.path().get(1));
    if (ordered.isEmpty()) {
      return now(new LoaderFile.Absent("what the machine boots has changed: it is to begin again"));
    }
    KernelBoot kernel = ordered.get();
    BegunBoots.Part part = PARTS.get(request.path().get(2));
    if (part == null || !isLocal(kernel)) {
      return now(new LoaderFile.Absent("the machine boots no such file"));
    }
    return begun.load(request, mac, (BootDecision.Boot) decision, kernel, part);
  }

  /** The kernel that is booted, if it and its initrds are those of the digest. */
  private static Optional<KernelBoot> ordered(BootDecision decision, String digest) {
    return decision instanceof BootDecision.Boot boot
            && boot.spec() instanceof KernelBoot kernel
            && digest(kernel).equals(digest)
        ? Optional.of(kernel)
        : Optional.empty();
  }

  private static boolean isLocal(KernelBoot kernel) {
    return kernel.kernel().isLocal() && kernel.initrds().stream().allMatch(BootFile::isLocal);
  }

  private static CompletionStage<LoaderFile> now(LoaderFile file) {
    return CompletableFuture.completedFuture(file);
  }

  private static String digest(KernelBoot kernel) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(kernel.kernel().location().toString().getBytes(UTF_8));
      for (BootFile initrd : kernel.initrds()) {
        sha256.update((byte) 0);
        sha256.update(initrd.location().toString().getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
