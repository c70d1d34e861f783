using System.Net;
using System.Net.Sockets;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Terminals;

/// <summary>A command that nobody watches is not silent while a server is.</summary>
public sealed class UnansweredServersTests
{
    [Fact]
    public async Task A_server_that_does_not_answer_is_told_once()
    {
        var (error, server) = (new StringWriter(), Unused());

        using (new UnansweredServers(new Terminal(TextReader.Null, TextWriter.Null, error, isInteractive: false), TimeSpan.Zero))
        {
            await AskAsync(server);
            await AskAsync(server);
        }

        Assert.Equal($"{server} does not answer (no connection). It is asked again, for 3 minutes at most.", error.ToString().Trim());
    }

    [Fact]
    public async Task Not_at_once_and_not_of_one_that_answers()
    {
        await using var s3 = await LocalS3.StartAsync();
        var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, error, isInteractive: false);

        using (new UnansweredServers(terminal, TimeSpan.FromHours(1)))
        using (new UnansweredServers(terminal, TimeSpan.Zero))
        {
            await AskAsync($"{s3.Url.Host}:{s3.Url.Port}");
        }

        using (new UnansweredServers(terminal, TimeSpan.FromHours(1)))
        {
            await AskAsync(Unused());
        }

        Assert.Empty(error.ToString());
        Assert.Null(UnansweredServers.Of(terminal.With(isJson: false, isQuiet: true)));
    }

    private static async Task AskAsync(string server)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{server}/"));
        }
        catch (HttpRequestException)
        {
            // Nobody listens there.
        }
    }

    private static string Unused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
