using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Cli.Tests;

/// <summary>The numbers that other programs rely on.</summary>
public sealed class ExitCodeTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse(new string('a', SubmissionKey.Length));

    public static TheoryData<int, Exception> Failures => new()
    {
        { 1, new InvalidRequestException(Error(400)) },
        { 1, new DiskFullException("f", 1, 0) },
        { 1, new UnauthorizedAccessException("a file of this machine") },
        { 1, new TransferException("a folder of this machine") { CanRetry = false } },
        { 2, new UsageException("x") },
        { 2, new ArgumentException("x") },
        { 3, new NotFoundException(Error(404)) },
        { 3, new FileNotFoundException("x") },
        { 4, new AccessDeniedException(Error(403)) },
        { 4, new TokenException("x") },
        { 5, new ConflictException(Error(409)) },
        { 5, new DestinationExistsException("f") },
        { 5, new SubmissionConflictException(Key, Run(), []) },
        { 6, new RunFailedException(Run(), []) },
        { 6, new RunCanceledException(Key, Run()) },
        { 7, new SubmissionUnknownException(Error(504)) },
        { 7, new LookupIncompleteException(Key, "x") },
        { 7, new ClaimHeldException(Key, TimeSpan.Zero) },
        { 8, new RateLimitedException(Error(429)) },
        { 8, new ServerFailureException(Error(503) with { CanRetry = true }) },
        { 8, new TransferException("x") },
        { 8, new TimeoutException() },
        { 8, new LedgerException("x", canRetry: true) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_failure_has_its_number(int code, Exception failure) => Assert.Equal(code, ExitCode.Of(failure));

    private static ApiError Error(int status) => new() { Platform = "P", Method = "GET", Uri = "https://example.org/", Status = status };

    private static RunSnapshot Run() => new() { Id = "1", State = RunState.Failed };
}
