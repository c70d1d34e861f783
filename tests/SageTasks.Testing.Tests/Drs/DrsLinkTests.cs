using System.Diagnostics;
using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Links among the files that objects are made of: where they lead counts, not where they lie.</summary>
public sealed class DrsLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _open;
    private readonly string _secret;

    public DrsLinkTests()
    {
        _open = Directory.CreateDirectory(Path.Combine(_folder.Path, "open")).FullName;
        _secret = Directory.CreateDirectory(Path.Combine(_folder.Path, "secret")).FullName;
        File.WriteAllText(Path.Combine(_open, "a.txt"), "ACGT");
        File.WriteAllText(Path.Combine(_secret, "key.txt"), "secret");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clients_have_nothing_served_that_a_link_leads_to_elsewhere()
    {
        File.CreateSymbolicLink(Path.Combine(_open, "out.txt"), Path.Combine(_secret, "key.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_open, "away"), _secret);
        File.CreateSymbolicLink(Path.Combine(_open, "in.txt"), "a.txt");
        File.CreateSymbolicLink(Path.Combine(_open, "circle"), "circle");
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { FileFolders = [_open] });

        foreach (var name in (string[])["out.txt", "away/key.txt", "circle", "../secret/key.txt"])
        {
            Assert.DoesNotContain("access_id", await RegisterAsync(session, name), StringComparison.Ordinal);
        }

        Assert.Contains("access_id", await RegisterAsync(session, "in.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_a_link_after_it_was_registered_is_served_no_more()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { FileFolders = [_open] });
        var id = JsonDocument.Parse(await RegisterAsync(session, "a.txt")).RootElement.GetProperty("id").GetString()!;
        using var before = await session.ReadAsync(await session.UrlAsync(id));

        File.Delete(Path.Combine(_open, "a.txt"));
        File.CreateSymbolicLink(Path.Combine(_open, "a.txt"), Path.Combine(_secret, "key.txt"));
        using var after = await session.ReadAsync(await session.UrlAsync(id));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Links_inside_a_folder_are_followed()
    {
        Directory.CreateDirectory(Path.Combine(_open, "run"));
        File.CreateSymbolicLink(Path.Combine(_open, "run", "b.txt"), "../a.txt");
        Directory.CreateSymbolicLink(Path.Combine(_open, "same"), "run");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "named"), _open);
        await using var session = await DrsSession.StartAsync();

        var id = session.Drs.AddFolder(Path.Combine(_folder.Path, "named"));

        var found = await session.GetAsync(DrsSession.Object(id, "?expand=true"));
        Assert.Equal("named", found.GetProperty("name").GetString());
        Assert.Equal(["a.txt", "run", "same"], found.GetProperty("contents").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        var linked = found.GetProperty("contents")[2].GetProperty("contents")[0].GetProperty("id").GetString()!;
        using var bytes = await session.ReadAsync(await session.UrlAsync(linked));
        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Links_out_of_a_folder_need_its_target_among_the_options()
    {
        Directory.CreateSymbolicLink(Path.Combine(_open, "away"), _secret);
        await using var strict = await DrsSession.StartAsync();
        await using var told = await DrsSession.StartAsync(new LocalDrsOptions { FileFolders = [_secret] });

        var error = Assert.Throws<IOException>(() => strict.Drs.AddFolder(_open));

        Assert.Contains(nameof(LocalDrsOptions.FileFolders), error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(told.Drs.AddFolder(_open));
    }

    [Fact]
    public async Task Links_in_circles_and_pipes_are_no_objects()
    {
        await using var session = await DrsSession.StartAsync();
        var circle = Directory.CreateSymbolicLink(Path.Combine(_open, "circle"), ".");
        Assert.Contains("a folder that it is in", Assert.Throws<IOException>(() => session.Drs.AddFolder(_open)).Message, StringComparison.Ordinal);
        circle.Delete();
        using var mkfifo = Process.Start("mkfifo", [Path.Combine(_open, "pipe")]);
        await mkfifo.WaitForExitAsync();
        Assert.Contains("named pipe", Assert.Throws<IOException>(() => session.Drs.AddFolder(_open)).Message, StringComparison.Ordinal);
    }

    private async Task<string> RegisterAsync(DrsSession session, string name)
    {
        var candidate = $$"""{"name":"x","size":4,"checksums":[{"type":"md5","checksum":"f1f8f4bf413b16ad135722aa4591043e"}],"access_methods":[{"type":"file","access_url":{"url":"file://{{_open}}/{{name}}"} }]}""";
        var made = await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{candidate}}]}""", HttpStatusCode.Created);
        return made.GetProperty("objects")[0].GetRawText();
    }
}
