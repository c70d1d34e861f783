using System.IO.Pipes;
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
    public async Task The_report_of_a_copy_that_a_failure_ended_is_the_next_manifest_and_expects_the_same_bytes()
    {
        const string Wrong = "00000000000000000000000000000000";
        var reads = _shell.Write("a.txt", "a");
        var manifest = _shell.Write("manifest.csv", $"source,destination,md5\n{reads},{_shell["to/a.txt"]},{Wrong}\n" + string.Concat(Enumerable.Range(0, 100).Select(number => $"{reads},{_shell[$"to/{number}.txt"]},\n")));

        Assert.NotEqual(0, await _shell.RunAsync("cp", "--manifest", manifest, "--report", manifest, "--stop-on-failure"));
        Assert.Equal(102, (await File.ReadAllLinesAsync(manifest)).Length);

        Assert.Equal(ExitCode.Partly, await _shell.RunAsync("cp", "--manifest", manifest));
        Assert.False(File.Exists(_shell["to/a.txt"]));
        Assert.True(File.Exists(_shell["to/99.txt"]));
    }

    [Fact]
    public async Task A_report_is_whole_although_standard_output_is_not()
    {
        var reads = _shell.Write("a.txt", "a");
        var manifest = _shell.Write("manifest.csv", "source,destination\n" + string.Concat(Enumerable.Range(0, 50).Select(number => $"{reads},{_shell[$"to/{number}.txt"]}\n")));
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(["cp", "--manifest", manifest, "--report", manifest, "-o", "json"], new Terminal(TextReader.Null, new FullDisk(), error, isInteractive: false));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("No space left on device", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(51, (await File.ReadAllLinesAsync(manifest)).Length);
        Assert.True(File.Exists(_shell["to/49.txt"]));
    }

    [Fact]
    public async Task A_circle_of_links_is_one_file_that_fails()
    {
        _shell.Write("run/a.txt", "a");
        File.CreateSymbolicLink(_shell["run/circle"], _shell["run/circle"]);

        Assert.Equal(ExitCode.Partly, await _shell.RunAsync("cp", "-r", _shell["run/"], _shell["copy/"]));
        Assert.Equal("copied=1 skipped=0 failed=1 bytes=1", _shell.LastLine);
        Assert.Equal(0, await _shell.RunAsync("ls", _shell["run/"]));
        Assert.Contains(_shell["run/circle"], _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_not_replaced_where_that_was_said()
    {
        var reads = _shell.Write("reads.fastq", "ACGT");
        var there = _shell.Write("there.fastq", "other");

        Assert.Equal(ExitCode.Conflict, await _shell.RunAsync("cp", "--no-clobber", reads, there));

        Assert.Equal("other", await File.ReadAllTextAsync(there));
    }

    [Fact]
    public async Task Two_rows_of_a_manifest_that_go_to_one_place_are_refused_before_either_is_copied()
    {
        var (one, other) = (_shell.Write("sa/reads.fastq", "A"), _shell.Write("sb/reads.fastq", "B"));
        var manifest = _shell.Write("manifest.csv", $"source,destination\n{one},{_shell["out/"]}\n{other},{_shell["out/"]}\n");

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("cp", "--manifest", manifest));

        Assert.Contains($"{one} and {other} (numbers 1 and 2 of the plan) both go to {_shell["out/reads.fastq"]}", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell["out"]));
    }

    [Fact]
    public async Task A_folder_is_meant_without_its_slash_too()
    {
        _shell.Write("run/a.txt", "a");
        _shell.Write("run2.txt", "2");

        Assert.Equal(0, await _shell.RunAsync("cp", "-r", _shell["run"], _shell["copy"]));
        Assert.Equal("copied=1 skipped=0 failed=0 bytes=1", _shell.LastLine);
        Assert.Equal(0, await _shell.RunAsync("ls", _shell["run"]));
        Assert.EndsWith("/run/a.txt", _shell.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(_shell.Output.TrimEnd().Split('\n'));
        Assert.Equal(0, await _shell.RunAsync("ls", _shell["run2.txt"]));
        Assert.EndsWith("/run2.txt", _shell.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("stat", _shell["run"]));
        Assert.Contains("is a folder, and no file", _shell.Error, StringComparison.Ordinal);
        Assert.Equal("a", await File.ReadAllTextAsync(_shell["copy/a.txt"]));
    }

    [Theory]
    [InlineData("cp", "-r", "nothere/", "out/")]
    [InlineData("cp", "-r", "nothere", "out/")]
    [InlineData("ls", "nothere")]
    [InlineData("ls", "nothere/")]
    [InlineData("stat", "nothere")]
    public async Task What_is_not_there_is_no_empty_folder(params string[] args)
    {
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync([.. args.Select(arg => arg.Contains("there", StringComparison.Ordinal) || arg == "out/" ? _shell[arg] : arg)]));

        Assert.Contains(_shell["nothere"], _shell.Error, StringComparison.Ordinal);
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public async Task An_empty_folder_is_copied_as_nothing()
    {
        Directory.CreateDirectory(_shell["empty"]);

        Assert.Equal(0, await _shell.RunAsync("cp", "-r", _shell["empty/"], _shell["out/"]));
    }

    [Fact]
    public async Task A_manifest_from_a_pipe_is_refused_as_one_and_not_as_empty()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        await using (var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle))
        {
            await writer.WriteAsync("source,destination\na,b\n"u8.ToArray());
        }

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("cp", "--manifest", $"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}"));

        Assert.Contains("a pipe cannot be read twice. Write it to a file", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_named()
    {
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("cp", "--manifest", _shell["absent.csv"]));
        Assert.Contains($"--manifest {_shell["absent.csv"]}: there is no such file", _shell.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("cp", "--manifest", _shell.Write("m.csv", "source,destination\na,\n")));
        Assert.Contains($"--manifest {_shell["m.csv"]}, line 2: the column destination is empty", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_named_before_anything_is_copied()
    {
        Directory.CreateDirectory(_shell["taken"]);
        var reads = _shell.Write("reads.fastq", "ACGT");

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("cp", reads, _shell["copy.fastq"], "--report", _shell["taken"]));
        Assert.Contains($"--report {_shell["taken"]} is a folder", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("cp", reads, _shell["copy.fastq"], "--report", _shell["absent/report.csv"]));
        Assert.Contains($"--report {_shell["absent/report.csv"]}: there is no folder", _shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell["copy.fastq"]));
    }

    [Theory]
    [InlineData("Name a SOURCE and a DESTINATION", "cp")]
    [InlineData("leave SOURCE, DESTINATION and --recursive out", "cp", "--manifest", "m.csv", "a", "b")]
    [InlineData("--rate 'fast' is no number of bytes", "cp", "a", "b", "--rate", "fast")]
    [InlineData("--rate '5' is too little: 1024 bytes at least", "cp", "a", "b", "--rate", "5")]
    [InlineData("--concurrency '0': write a whole number, from 1 to 1024", "cp", "a", "b", "--concurrency", "0")]
    [InlineData("s3://reads/run names one object. For everything below it write s3://reads/run/, for that object leave --recursive (-r) out", "cp", "-r", "s3://reads/run", "b")]
    [InlineData("s3://reads/run/ is a folder: add --recursive (-r)", "cp", "s3://reads/run/", "b")]
    [InlineData("is a folder: add --recursive (-r) to copy everything below it", "cp", "/tmp", "b")]
    [InlineData("/bin/sh is a file: leave --recursive (-r) out", "cp", "-r", "/bin/sh", "b")]
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
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("cp", "-r", "s3://reads/absent/", _shell["out/"]));
        Assert.Contains("There is nothing below s3://reads/absent/", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _shell.RunAsync("ls", "s3://reads/absent/"));
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("stat", "s3://reads/absent"));
        Assert.Contains("There is nothing at s3://reads/absent", _shell.Error, StringComparison.Ordinal);
    }
}
