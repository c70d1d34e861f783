using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoopAndWebhook.Webhook;

/// <summary>Takes messages on loopback: keeps each, then answers. The work comes later, as Synapse waits 2 seconds for the answer and sends a message that it has
/// no answer to again.</summary>
internal sealed class Receiver(Inbox inbox, Action wake)
{
    private const int LongestMessage = 1 << 20;

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<WebApplication> StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LongestMessage;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        application.MapPost("/synapse", (HttpRequest request, CancellationToken token) => ReceiveAsync(MessageSource.Synapse, request, token));
        application.MapPost("/s3", (HttpRequest request, CancellationToken token) => ReceiveAsync(MessageSource.S3, request, token));
        await application.StartAsync(cancellationToken);
        return application;
    }

    private async Task<IResult> ReceiveAsync(MessageSource source, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.Origin.Count > 0)
        {
            // No sender of messages is a browser, in which any page could start runs.
            return Results.Text("Messages do not come from web pages.\n", statusCode: StatusCodes.Status403Forbidden);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var message = body.GetBuffer().AsMemory(0, (int)body.Length);
        try
        {
            Check(source, message.Span);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return Results.Text($"This is no message of {source}: {e.Message}\n", statusCode: StatusCodes.Status400BadRequest);
        }

        await inbox.KeepAsync(source, message, cancellationToken);
        wake();
        return Results.Accepted();
    }

    private static void Check(MessageSource source, ReadOnlySpan<byte> message)
    {
        if (source == MessageSource.S3)
        {
            _ = S3Notification.FilesIn(message);
        }
        else if (SynapseMessage.Parse(message).VerificationCode is { } code)
        {
            Console.WriteLine($"verification code: {code}; confirm the webhook with it (POST /webhook/ID/verify) within 10 minutes");
        }
    }
}
