using System.Globalization;

namespace SageTasks.Cli;

/// <summary>Holds this machine's clock against a server's. Signed requests and leases need them to agree.</summary>
internal static class Clock
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null where the server does not tell the time.</summary>
    public static async Task<Finding?> CheckAsync(string subject, Uri server, TimeProvider time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, server);
        var sent = time.GetUtcNow();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var middle = sent + ((time.GetUtcNow() - sent) / 2);
            return answer.Headers.Date is { } told ? Judge(subject, middle - told) : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or TaskCanceledException)
        {
            return new Finding(subject, Verdict.Warning, $"could not be compared: {e.Message}", "Ask again.");
        }
    }

    public static Finding Judge(string subject, TimeSpan ahead)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"this machine is {Math.Abs(ahead.TotalSeconds):0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the server");
        var away = ahead.Duration();
        return away >= Refused ? new Finding(subject, Verdict.Failed, detail, "Set this machine's clock (NTP): servers refuse signed requests that are minutes off.")
            : away >= Tolerated ? new Finding(subject, Verdict.Warning, detail, "Set this machine's clock (NTP).")
            : new Finding(subject, Verdict.Ok, detail);
    }
}
