using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using SageTasks.ContractSuites;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Doctor;

public sealed class DoctorTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_works_is_said_and_what_is_not_configured_is_left_out()
    {
        await using var tes = await LocalTes.StartAsync();
        await using var cavatica = await LocalCavatica.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        _shell.Set("SB_API_ENDPOINT", cavatica.Endpoint.ToString());
        _shell.Set("SB_AUTH_TOKEN", cavatica.Token);

        Assert.Equal(0, await _shell.RunAsync("doctor", _shell["."] + "/", "--write"));

        Assert.Contains($"ok       Cavatica: signed in as {cavatica.UserName}", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("ok       TES: ", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("ok       TES, clock: ", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("-        WES: not configured", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("of 16 creators one wins", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_and_a_silent_server_are_failures_with_advice()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        _shell.Set("SB_API_ENDPOINT", cavatica.Endpoint.ToString());
        _shell.Set("SB_AUTH_TOKEN", "0123456789abcdef");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("doctor"));

        Assert.Contains("FAILED   Cavatica: ", _shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", _shell.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("doctor", _shell["absent"]));
        Assert.Contains("there is nothing", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_that_the_environment_names_are_those_that_are_asked()
    {
        await using var synapse = await LocalSynapse.StartAsync();
        await using var drs = await LocalDrs.StartAsync();
        _shell.Set("SYNAPSE_ENDPOINT", synapse.Url.ToString());
        _shell.Set("SYNAPSE_AUTH_TOKEN", synapse.Token);
        _shell.Set("DRS_ENDPOINT", new Uri(drs.Url, "ga4gh/drs/v1").ToString());

        Assert.True(await _shell.RunAsync("doctor") == 0, _shell.Output);

        Assert.Contains("ok       Synapse, clock: this machine is ", _shell.Output, StringComparison.Ordinal);
        Assert.Matches($"ok       DRS: .* at {drs.Url}ga4gh/drs/v1", _shell.Output);
        Assert.Contains("ok       DRS, clock: ", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_that_never_answer_are_waited_for_together()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        foreach (var variable in new[] { "TES_ENDPOINT", "WES_ENDPOINT", "DRS_ENDPOINT" })
        {
            _shell.Set(variable, $"http://{silent.LocalEndpoint}/");
        }

        var time = new ManualTime();
        var call = new CommandCall(new RootCommand().Parse([]), new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null, isInteractive: false), new Profile());
        var findings = new Examination(call, time).RunAsync([], write: false, CancellationToken.None).ToListAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["TES", "WES", "DRS"], (await findings).Where(finding => finding is { Verdict: Verdict.Failed, Detail: "no answer within 10 s" }).Select(finding => finding.Subject));
    }

    [Fact]
    public async Task A_server_that_is_gone_when_clocks_are_compared_is_a_finding()
    {
        var finding = await Clock.CheckAsync("TES, clock", new Uri("http://127.0.0.1:1/"), TimeProvider.System, CancellationToken.None);

        Assert.Equal((Verdict.Warning, "TES, clock"), (finding!.Verdict, finding.Subject));
    }

    [Theory]
    [InlineData(2, "Ok", "ahead of")]
    [InlineData(-45, "Warning", "behind")]
    [InlineData(600, "Failed", "600 s ahead of")]
    public void Clocks_that_disagree_are_told_by_how_much_it_matters(int ahead, string verdict, string words)
    {
        var finding = Clock.Judge("TES, clock", TimeSpan.FromSeconds(ahead));

        Assert.Equal(verdict, finding.Verdict.ToString());
        Assert.Contains(words, finding.Detail, StringComparison.Ordinal);
    }
}
