package org.pixiecore.tftp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootPrograms;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderFiles;
import org.pixiecore.api.event.BootEvent;
import org.pixiecore.api.event.Client;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.tftp.MalformedPacketException;
import org.pixiecore.tftp.TftpErrorCode;
import org.pixiecore.tftp.TftpPacket;
import org.pixiecore.tftp.TftpPath;
import org.pixiecore.tftp.TftpReader;
import org.pixiecore.tftp.TransferLimits;
import org.pixiecore.tftp.TransferMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what comes to the port for requests, and begins the transfers that come of it. Where the
 * server cannot serve for now, it keeps silent: firmware then asks again, while an ERROR would end
 * its boot. Touched by the event loop alone.
 */
final class Requests implements Listener.Requests {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  /** In which a machine that is really there has answered, on any LAN and however busy it is. */
  private static final Duration ANSWER_TIME = Duration.ofMillis(250);

  /** iPXE looks for this beside the program that it came from, and goes on without it. */
  private static final Set<String> NOT_MISSED = Set.of("autoexec.ipxe");

  private static final String NOT_FOUND = "no such file";

  private final Supplier<BootPrograms> programs;
  private final Supplier<LoaderFiles> loaderFiles;
  private final Supplier<TftpSettings> settings;
  private final Deadlines deadlines;
  private final Buffers buffers;
  private final OpenFiles files;
  private final Executor loop;
  private final Consumer<BootEvent> events;
  private final GeneratedContents generated = new GeneratedContents();
  private final RequestLog log = new RequestLog();

  /** Those of which the client has not been heard, oldest first, and some that it has been. */
  private final Set<Delivery> unheard = new LinkedHashSet<>();

  private int transfers;

  /**
   * @param programs gives null while no service is there
   * @param loaderFiles gives null while no service is there
   * @param loop runs things on the loop's thread
   * @param events is told what becomes of requests
   */
  Requests(
      Supplier<BootPrograms> programs,
      Supplier<LoaderFiles> loaderFiles,
      Supplier<TftpSettings> settings,
      Deadlines deadlines,
      Buffers buffers,
      OpenFiles files,
      Executor loop,
      Consumer<BootEvent> events) {
    this.programs = programs;
    this.loaderFiles = loaderFiles;
    this.settings = settings;
    this.deadlines = deadlines;
    this.buffers = buffers;
    this.files = files;
    this.loop = loop;
    this.events = events;
  }

  @Override
  public void received(InetSocketAddress client, ByteBuffer datagram, TransferSockets answers) {
    try {
      TftpPacket packet = TftpReader.read(datagram);
      if (packet instanceof TftpPacket.ReadRequest request) {
        read(client, request, answers);
      } else if (packet instanceof TftpPacket.WriteRequest) {
        refuse(client, answers, TftpErrorCode.ACCESS_VIOLATION, "nothing can be written here");
      } else {
        LOG.debug("{} sent no request but {}, ignored", client, new OneLine(packet));
      }
    } catch (MalformedPacketException e) {
      refuse(client, answers, TftpErrorCode.ILLEGAL_OPERATION, "malformed: " + e.getMessage());
    }
  }

  private void read(
      InetSocketAddress client, TftpPacket.ReadRequest request, TransferSockets answers) {
    for (Delivery delivery : answers.deliveriesTo(client)) {
      if (delivery.awaitsAnswerTo(request)) {
        LOG.debug("{} repeats its request for {}", client, delivery);
        delivery.repeat();
        return;
      }
    }
    Requester requester;
    try {
      requester = Requester.of(client, TftpPath.parse(request.filename()));
    } catch (TftpPath.RefusedException e) {
      events.accept(
          DeliveryReport.refusal(
              Client.of(client.getAddress()), request.filename(), e.getMessage()));
      refuse(client, answers, TftpErrorCode.ACCESS_VIOLATION, e.getMessage());
      return;
    }
    if (request.mode() != TransferMode.OCTET) {
      String reason =
          "mode " + request.mode().wireName() + " is not served; ask in octet (binary) mode";
      report(requester).refused(reason);
      refuse(client, answers, TftpErrorCode.ILLEGAL_OPERATION, reason);
      return;
    }
    BootPrograms known = programs.get();
    if (known == null) {
      keepSilent(requester, "no service knows the boot programs");
      return;
    }
    Optional<BootProgram> program = known.named(requester.file().toString());
    if (program.isPresent()) {
      DeliveryReport report =
          new DeliveryReport(requester, Optional.of(program.get().loader()), events);
      accept(requester, request, answers, report)
          .ifPresent(delivery -> send(delivery, List.of(program.get().path())));
    } else if (NOT_MISSED.contains(requester.file().last())) {
      report(requester).refused("");
      log.notFound(requester, "");
      answers.first().refuse(client, TftpErrorCode.FILE_NOT_FOUND, NOT_FOUND);
    } else {
      ask(requester, request, answers);
    }
  }

  /** What is no boot program may be what one of them loads. */
  private void ask(Requester requester, TftpPacket.ReadRequest request, TransferSockets answers) {
    LoaderFiles known = loaderFiles.get();
    if (known == null) {
      keepSilent(requester, "no service knows what boot loaders ask for");
      return;
    }
    // accepted before the answer is there, so that a repeated request finds that it is under way
    accept(requester, request, answers, report(requester))
        .ifPresent(
            delivery -> {
              try {
                known
                    .find(requester.toLoaderRequest(answers.local()))
                    .whenComplete(
                        (file, defect) -> loop.execute(() -> found(delivery, file, defect)));
              } catch (RuntimeException e) {
                found(delivery, null, e);
              }
            });
  }

  private void found(Delivery delivery, LoaderFile file, Throwable defect) {
    if (file instanceof LoaderFile.Stored stored) {
      send(delivery, stored.parts());
    } else if (file instanceof LoaderFile.Generated made) {
      generated
          .hold(made.content())
          .ifPresentOrElse(
              delivery::begin,
              () -> leaveUnanswered(delivery, "too much is being sent from memory"));
    } else if (file instanceof LoaderFile.Absent absent) {
      log.notFound(delivery.requester(), absent.reason());
      delivery.fail(TftpErrorCode.FILE_NOT_FOUND, NOT_FOUND, absent.reason());
    } else if (file instanceof LoaderFile.NotYet notYet) {
      leaveUnanswered(delivery, notYet.reason());
    } else {
      log.defect(delivery, defect);
      delivery.leaveUnanswered("this server failed");
    }
  }

  /** Empty if the request is left unanswered for now. */
  private Optional<Delivery> accept(
      Requester requester,
      TftpPacket.ReadRequest request,
      TransferSockets answers,
      DeliveryReport report) {
    TftpSettings current = settings.get();
    if (transfers >= current.maxTransfers() && !displaceUnheard()) {
      keepSilent(requester, transfers + " transfers go on, and maxTransfers allows no more");
      return Optional.empty();
    }
    TransferSocket socket;
    try {
      Optional<TransferSocket> free = answers.socketFor(requester.address());
      if (free.isEmpty()) {
        keepSilent(requester, "too many transfers to its port go on");
        return Optional.empty();
      }
      socket = free.get();
    } catch (IOException e) {
      keepSilent(requester, "the system gives no socket: " + e);
      return Optional.empty();
    }
    TransferLimits limits = answers.limits(current.limits());
    Delivery delivery =
        new Delivery(
            requester,
            request,
            limits,
            socket,
            buffers,
            deadlines,
            report,
            ended -> end(ended, socket, answers));
    transfers++;
    unheard.add(delivery);
    socket.add(delivery);
    return Optional.of(delivery);
  }

  private void send(Delivery delivery, List<Path> parts) {
    new Opening(
            parts,
            files,
            buffers.files(),
            new Opening.Taker() {
              @Override
              public void opened(StoredContent content) {
                delivery.begin(content);
              }

              @Override
              public void failed(Path path, IOException reason) {
                String why = unreadable(path, reason);
                LOG.warn("{}: {}", delivery, why);
                delivery.fail(codeFor(reason), "the file cannot be read", why);
              }
            })
        .begin();
  }

  /**
   * Makes room by ending the oldest transfer whose client has not followed its request up: most
   * likely a forged one. A machine that is really there asks again, and answers at once.
   */
  private boolean displaceUnheard() {
    for (Iterator<Delivery> oldest = unheard.iterator(); oldest.hasNext(); ) {
      Delivery delivery = oldest.next();
      if (!delivery.heard()) {
        boolean overdue = delivery.begun() && delivery.age().compareTo(ANSWER_TIME) > 0;
        if (overdue) {
          delivery.displace();
        }
        return overdue;
      }
      oldest.remove();
    }
    return false;
  }

  private void end(Delivery delivery, TransferSocket socket, TransferSockets answers) {
    transfers--;
    unheard.remove(delivery);
    answers.remove(socket, delivery);
  }

  private static TftpErrorCode codeFor(IOException e) {
    if (e instanceof NoSuchFileException) {
      return TftpErrorCode.FILE_NOT_FOUND;
    }
    return e instanceof AccessDeniedException
        ? TftpErrorCode.ACCESS_VIOLATION
        : TftpErrorCode.NOT_DEFINED;
  }

  private static String unreadable(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return path + " is gone, or is no regular file. Install it again.";
    }
    return e instanceof AccessDeniedException
        ? path + " may not be read by the user that Karaf runs as. Permit it."
        : path + " cannot be opened: " + e;
  }

  private void refuse(
      InetSocketAddress client, TransferSockets answers, TftpErrorCode code, String reason) {
    log.refused(client, reason);
    answers.first().refuse(client, code, reason);
  }

  private void keepSilent(Requester requester, String reason) {
    log.silent(requester, reason);
    report(requester).refused(reason);
  }

  private void leaveUnanswered(Delivery delivery, String reason) {
    log.silent(delivery.requester(), reason);
    delivery.leaveUnanswered(reason);
  }

  /** Of what is no boot program, as far as is known. */
  private DeliveryReport report(Requester requester) {
    return new DeliveryReport(requester, Optional.empty(), events);
  }
}
