using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Transfers;

public sealed class CopyTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_file_goes_to_a_file_or_into_a_folder()
    {
        var reads = _shell.Write("reads.fastq", "ACGT");

        Assert.Equal(0, await _shell.RunAsync("cp", reads, _shell["copy.fastq"]));
        Assert.Equal(0, await _shell.RunAsync("cp", reads, _shell["folder/"]));

        Assert.Equal("copied=1 skipped=0 failed=0 bytes=4", _shell.LastLine);
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["copy.fastq"]));
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["folder/reads.fastq"]));
    }

    [Fact]
    public async Task A_folder_goes_once_and_what_is_equal_is_skipped_the_next_time()
    {
        _shell.Write("run/a.txt", "a");
        _shell.Write("run/b/c.txt", "c");

        Assert.Equal(0, await _shell.RunAsync("cp", "-r", _shell["run/"], _shell["copy/"]));
        Assert.Equal("copied=2 skipped=0 failed=0 bytes=2", _shell.LastLine);
        var again = await _shell.JsonAsync("cp", "--recursive", _shell["run/"], _shell["copy/"]);

        Assert.Equal((0, 2), (again.GetProperty("copied").GetInt32(), again.GetProperty("skipped").GetInt32()));
        Assert.Equal("c", await File.ReadAllTextAsync(_shell["copy/b/c.txt"]));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_go_and_moves_nothing()
    {
        var reads = _shell.Write("reads.fastq", "ACGT");

        Assert.Equal(0, await _shell.RunAsync("cp", "--dry-run", reads, _shell["copy.fastq"]));

        Assert.Contains($"would copy {reads} to {_shell["copy.fastq"]} (4 B)", _shell.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell["copy.fastq"]));
    }

    [Fact]
    public async Task A_manifest_goes_and_its_report_is_the_next_manifest()
    {
        var manifest = _shell.Write("manifest.csv", $"source,destination\n{_shell.Write("a.txt", "a")},{_shell["to/a.txt"]}\n{_shell["absent"]},{_shell["to/b.txt"]}\n");

        Assert.Equal(ExitCode.Partly, await _shell.RunAsync("cp", "--manifest", manifest, "--report", _shell["report.csv"]));
        Assert.Contains("error: " + _shell["absent"], _shell.Error, StringComparison.Ordinal);
        _shell.Write("absent", "b");
        Assert.Equal(0, await _shell.RunAsync("cp", "--manifest", _shell["report.csv"]));

        Assert.Equal("copied=1 skipped=1 failed=0 bytes=1", _shell.LastLine);
        Assert.Equal("b", await File.ReadAllTextAsync(_shell["to/b.txt"]));
    }

    [Fact]
    public async Task What_is_there_is_not_replaced_where_that_was_said()
    {
        var reads = _shell.Write("reads.fastq", "ACGT");
        var there = _shell.Write("there.fastq", "other");

        Assert.Equal(ExitCode.Conflict, await _shell.RunAsync("cp", "--no-clobber", reads, there));

        Assert.Equal("other", await File.ReadAllTextAsync(there));
    }

    [Theory]
    [InlineData("Name a SOURCE and a DESTINATION", "cp")]
    [InlineData("leave SOURCE, DESTINATION and --recursive out", "cp", "--manifest", "m.csv", "a", "b")]
    [InlineData("--rate 'fast' is no number of bytes", "cp", "a", "b", "--rate", "fast")]
    [InlineData("is not a location: the scheme \"what\" is none of file", "cp", "what://x", "b")]
    [InlineData("DESTINATION: \"s3://b/x\" is not a location: \"b\" is not a name that a bucket can have", "cp", "a", "s3://b/x")]
    public async Task What_makes_no_sense_is_refused(string why, params string[] args)
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync(args));

        Assert.Contains(why, _shell.Error, StringComparison.Ordinal);
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public async Task Objects_go_to_S3_and_back_are_listed_and_described()
    {
        await using var s3 = await LocalS3.StartAsync(new LocalS3Options { Buckets = ["reads"] });
        _shell.Set("AWS_ENDPOINT_URL_S3", s3.Url.ToString());
        _shell.Set("AWS_ACCESS_KEY_ID", s3.AccessKey);
        _shell.Set("AWS_SECRET_ACCESS_KEY", s3.SecretKey);
        _shell.Set("AWS_REGION", s3.Region);

        Assert.Equal(0, await _shell.RunAsync("cp", _shell.Write("a.fastq", "ACGT"), "s3://reads/run/"));
        var described = await _shell.JsonAsync("stat", "s3://reads/run/a.fastq");
        var listed = await _shell.JsonAsync("ls", "s3://reads/run/");
        Assert.Equal(0, await _shell.RunAsync("cp", "s3://reads/run/a.fastq", _shell["back"]));

        Assert.Equal(4, described.GetProperty("version").GetProperty("size").GetInt32());
        Assert.Equal("s3://reads/run/a.fastq", listed.GetProperty("location").GetString());
        Assert.Equal("ACGT", await File.ReadAllTextAsync(_shell["back"]));
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("stat", "s3://reads/absent"));
        Assert.Contains("There is nothing at s3://reads/absent", _shell.Error, StringComparison.Ordinal);
    }
}
