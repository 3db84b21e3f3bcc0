package org.pixiecore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a machine boots, under names that are short whatever the files are called: {@code
 * boot/<digest>/kernel} and {@code boot/<digest>/initrd}, all initrds as one. U-Boot takes names of
 * 127 characters. The booters are asked again, and the digest tells whether they still say the
 * same.
 *
 * <p>U-Boot loads the kernel last, so that is when the machine boots, and what boots once is spent.
 */
final class OrderedFiles implements LoaderKind {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedFiles.class);
  private static final String FOLDER = "boot";
  private static final String KERNEL = "kernel";
  private static final String INITRD = "initrd";
  private static final int SEGMENTS = 3;
  private static final int DIGEST_OCTETS = 8;

  private final Core core;
  private final PxelinuxClients clients;

  OrderedFiles(Core core, PxelinuxClients clients) {
    this.core = core;
    this.clients = clients;
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
    Machine machine = clients.uBoot(request, request.mac().get());
    return Optional.of(
        core.decide(machine).thenCompose(decision -> file(request, machine, decision)));
  }

  private CompletionStage<LoaderFile> file(
      LoaderRequest request, Machine machine, BootDecision decision) {
    String digest = request.path().get(1);
    String file = request.path().get(2);
    if (decision instanceof BootDecision.Undecided undecided) {
      return now(new LoaderFile.NotYet(undecided.reason()));
    }
    if (!(decision instanceof BootDecision.Boot boot)
        || !(boot.spec() instanceof KernelBoot kernel)
        || !digest(kernel).equals(digest)) {
      return now(new LoaderFile.Absent("what the machine boots has changed: it is to begin again"));
    }
    List<BootFile> files =
        switch (file) {
          case KERNEL -> List.of(kernel.kernel());
          case INITRD -> kernel.initrds();
          default -> List.of();
        };
    if (files.isEmpty() || !files.stream().allMatch(BootFile::isLocal)) {
      return now(new LoaderFile.Absent("the machine boots no such file"));
    }
    LoaderFile stored = new LoaderFile.Stored(files.stream().map(BootFile::path).toList());
    return file.equals(KERNEL) ? last(request, stored, machine, boot, kernel) : now(stored);
  }

  /** The kernel, when the server has in mind that it boots. */
  private CompletionStage<LoaderFile> last(
      LoaderRequest request,
      LoaderFile stored,
      Machine machine,
      BootDecision.Boot boot,
      KernelBoot kernel) {
    Optional<String> spent = kernel.commandLine().confirms() ? Optional.empty() : boot.ticket();
    return core.confirmLater(request, spent)
        .thenApply(
            outcome -> {
              if (outcome == Core.Confirmation.NOT_NOW) {
                return new LoaderFile.NotYet("what boots once cannot be kept in mind now");
              }
              if (!request.inquiry()) {
                LOG.info(
                    "{}: is booting {} (booter {})",
                    machine.mac(),
                    kernel.kernel().name(),
                    boot.booter());
              }
              return stored;
            });
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
