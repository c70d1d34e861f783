using System.Text;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Paths, patterns and logs of tasks.</summary>
public sealed class TaskFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/data/a", "R/data/a")]
    [InlineData("/data", "R/data")]
    [InlineData("--in=/data/a", "--in=R/data/a")]
    [InlineData("cat '/data/a b' >/data/c;ls /data", "cat 'R/data/a b' >R/data/c;ls R/data")]
    [InlineData("/data:/usr/share/mine", "R/data:R/usr/share/mine")]
    [InlineData("/usr/share/mine/x", "R/usr/share/mine/x")]
    [InlineData("/usr/share/mineral", "/usr/share/mineral")]
    [InlineData("/usr/bin/env", "/usr/bin/env")]
    [InlineData("/database", "/database")]
    [InlineData("/data.txt", "/data.txt")]
    [InlineData("/data-2", "/data-2")]
    [InlineData("/other/data/a", "/other/data/a")]
    [InlineData("./data/a", "./data/a")]
    [InlineData("s3://data/a", "s3://data/a")]
    public void Paths_of_the_task_are_rewritten_where_they_stand_alone(string text, string expected)
    {
        var task = new TesTask { Inputs = [new TesInput { Path = "/data/in/file" }], Volumes = ["/usr/share/mine/"] };
        var folder = new TaskFolder(_folder.Path);
        Assert.Equal(expected.Replace("R/", folder.Root + "/", StringComparison.Ordinal), new PathRewriting(task, folder).Rewrite(text));
    }

    [Theory]
    [InlineData("/o/*.txt", "/o/a.txt", "/o/b.txt", "/o/c d.txt")]
    [InlineData("/o/?.txt", "/o/a.txt", "/o/b.txt")]
    [InlineData("/o/[ac]*.txt", "/o/a.txt", "/o/c d.txt")]
    [InlineData("/o/[!a].txt", "/o/b.txt")]
    [InlineData("/o/.*", "/o/.hidden.txt")]
    [InlineData("/*/sub/*", "/o/sub/a.txt", "/o/sub/deep")]
    [InlineData("/o/*/a.txt", "/o/sub/a.txt")]
    [InlineData("/o/odd/[.txt", "/o/odd/[.txt")]
    [InlineData("/o/odd/[]x].txt", "/o/odd/].txt")]
    [InlineData("/o/[[:alpha:]].txt", "/o/a.txt", "/o/b.txt")]
    [InlineData("/o/[![:alpha:]b]*.txt")]
    [InlineData("/o/sub/d[[:lower:][:digit:]]ep", "/o/sub/deep")]
    [InlineData("/none/*")]
    public void Patterns_match_as_in_a_shell(string pattern, params string[] expected)
    {
        var folder = new TaskFolder(_folder.Path);
        foreach (var name in (string[])["a.txt", "b.txt", "c d.txt", ".hidden.txt", "sub/a.txt", "sub/deep/e.gz", "odd/[.txt", "odd/].txt"])
        {
            File.WriteAllText(folder.Place($"/o/{name}"), "");
        }

        Assert.Equal(expected, PathPattern.Matches(pattern, folder));
    }

    [Theory]
    [InlineData("/o/*.txt", false, "/o")]
    [InlineData("/o/a/[b]/c", false, "/o/a")]
    [InlineData("/o/a", false, "/o")]
    [InlineData("/o/a/", true, "/o/a")]
    [InlineData("/a", false, "")]
    public void The_folder_of_an_output_is_known_before_it_is_there(string path, bool isDirectory, string folder) =>
        Assert.Equal(folder, PathPattern.FixedFolder(path, isDirectory));

    [Theory]
    [InlineData(1, 20_000, 0)]
    [InlineData(1, 20_001, 1)]
    [InlineData(7, 30_000, 10_000)]
    [InlineData(50_000, 50_000, 30_000)]
    public void A_log_is_cut_in_the_middle(int step, int length, int left)
    {
        var text = new byte[length];
        for (var index = 0; index < length; index++)
        {
            text[index] = (byte)('a' + (index % 26));
        }

        var log = new HeadAndTail();
        for (var at = 0; at < length; at += step)
        {
            log.Write(text.AsSpan(at, Math.Min(step, length - at)));
        }

        var expected = left == 0
            ? Encoding.UTF8.GetString(text)
            : $"{Encoding.UTF8.GetString(text, 0, 10_000)}\n… {left} bytes left out …\n{Encoding.UTF8.GetString(text, length - 10_000, 10_000)}";
        Assert.Equal(expected, log.ToString());
    }

    [Fact]
    public void A_cut_goes_through_no_character()
    {
        var log = new HeadAndTail();
        log.Write(Encoding.UTF8.GetBytes("x" + new string('ä', 20_000)));
        Assert.DoesNotContain('\uFFFD', log.ToString());
    }
}
