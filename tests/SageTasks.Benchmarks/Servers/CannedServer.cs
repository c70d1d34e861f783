using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SageTasks.Benchmarks;

/// <summary>Answers each question for a page with prebuilt bytes.</summary>
internal static class CannedServer
{
    /// <summary>Serves until the token is cancelled.</summary>
    /// <param name="answer">The three pieces of an answer's body: before the rows, the rows, after them.</param>
    /// <param name="ready">Hears the address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        Func<HttpRequest, string, (string Before, ReadOnlyMemory<byte> Rows, string After)> answer, Action<Uri> ready, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.Run(async context =>
        {
            var body = context.Request.Method == "POST" ? await new StreamReader(context.Request.Body).ReadToEndAsync() : "";
            var (before, rows, after) = answer(context.Request, body);
            var response = context.Response;
            response.ContentType = "application/json";
            response.ContentLength = Encoding.UTF8.GetByteCount(before) + rows.Length + Encoding.UTF8.GetByteCount(after);
            await response.WriteAsync(before);
            await response.Body.WriteAsync(rows);
            await response.WriteAsync(after);
        });
        await server.StartAsync(cancellationToken);
        ready(new Uri(server.Urls.Single()));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
