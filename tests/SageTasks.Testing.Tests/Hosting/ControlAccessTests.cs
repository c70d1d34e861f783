using System.Net;
using System.Net.Http.Headers;

namespace SageTasks.Testing.Tests;

/// <summary>The journal and the controls are for those who may use the platform.</summary>
public sealed class ControlAccessTests
{
    public static TheoryData<string> Platforms => ["tower", "synapse", "cavatica", "cavatica-ga4gh", "gcs", "s3", "azure", "tes", "wes", "drs"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task control_routes_ask_for_what_the_platform_asks_for(string platform)
    {
        var (server, url, token) = await StartAsync(platform);
        await using (server)
        {
            using var http = new HttpClient { BaseAddress = url };
            foreach (var given in (string?[])[null, "wrong", token])
            {
                http.DefaultRequestHeaders.Authorization = given is null ? null : new AuthenticationHeaderValue("Bearer", given);
                var expected = given == token ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
                using var journal = await http.GetAsync(new Uri("/_local/journal", UriKind.Relative));
                Assert.Equal(expected, journal.StatusCode);
                using var faults = await http.GetAsync(new Uri("/_local/faults", UriKind.Relative));
                Assert.Equal(expected, faults.StatusCode);
                using var change = await http.PutAsync(new Uri("/_local/faults", UriKind.Relative), new StringContent("""{"enabled":false}"""));
                Assert.Equal(expected, change.StatusCode);
            }
        }
    }

    [Fact]
    public async Task control_routes_of_a_platform_that_asks_nobody_are_open()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = TesSession.UntilTold });
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { IsScripted = true });
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions());
        using var http = new HttpClient();
        foreach (var url in (Uri[])[tes.Url, wes.Url, drs.Url])
        {
            using var journal = await http.GetAsync(new Uri(url, "/_local/journal"));
            Assert.Equal(HttpStatusCode.OK, journal.StatusCode);
        }
    }

    [Fact]
    public async Task who_may_only_read_objects_reads_the_journal_and_changes_no_faults()
    {
        await using var gcs = await LocalGcs.StartAsync(new LocalGcsOptions { AnonymousAccess = GcsAccess.ReadOnly });
        using var http = new HttpClient { BaseAddress = gcs.Url };
        using var journal = await http.GetAsync(new Uri("/_local/journal", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, journal.StatusCode);
        using var change = await http.PutAsync(new Uri("/_local/faults", UriKind.Relative), new StringContent("""{"enabled":false}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, change.StatusCode);
    }

    [Theory]
    [InlineData(LocalTesAccess.Token, HttpStatusCode.OK)]
    [InlineData(LocalTesAccess.PerTenant, HttpStatusCode.Unauthorized)]
    [InlineData(LocalTesAccess.PerUser, HttpStatusCode.Unauthorized)]
    public async Task users_who_see_their_own_tasks_do_not_see_all_in_the_journal(LocalTesAccess access, HttpStatusCode expected)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Access = access, Simulation = TesSession.UntilTold });
        using var http = new HttpClient { BaseAddress = tes.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tes.AddUser("grace", "lab"));
        using var journal = await http.GetAsync(new Uri("/_local/journal", UriKind.Relative));
        Assert.Equal(expected, journal.StatusCode);
    }

    private static async Task<(IAsyncDisposable Server, Uri Url, string Token)> StartAsync(string platform)
    {
        switch (platform)
        {
            case "tower":
                var tower = await LocalTower.StartAsync();
                return (tower, tower.Url, tower.Token);
            case "synapse":
                var synapse = await LocalSynapse.StartAsync();
                return (synapse, synapse.Url, synapse.Token);
            case "cavatica" or "cavatica-ga4gh":
                var cavatica = await LocalCavatica.StartAsync();
                return (cavatica, platform == "cavatica" ? cavatica.Url : cavatica.Ga4ghUrl, cavatica.Token);
            case "gcs":
                var gcs = await LocalGcs.StartAsync();
                return (gcs, gcs.Url, gcs.Token);
            case "s3":
                var s3 = await LocalS3.StartAsync();
                return (s3, s3.Url, s3.SecretKey);
            case "azure":
                var azure = await LocalAzureBlob.StartAsync();
                return (azure, azure.Url, azure.AccountKey);
            case "tes":
                var tes = await LocalTes.StartAsync(new LocalTesOptions { Access = LocalTesAccess.Token, Simulation = TesSession.UntilTold });
                return (tes, tes.Url, tes.Token);
            case "wes":
                var wes = await LocalWes.StartAsync(new LocalWesOptions { RequiresToken = true, IsScripted = true });
                return (wes, wes.Url, wes.Token);
            default:
                var drs = await LocalDrs.StartAsync(new LocalDrsOptions { RequiresToken = true });
                return (drs, drs.Url, drs.Token);
        }
    }
}
