namespace SageTasks.Benchmarks;

/// <summary>Our side divided by the least code: by the clock, and by the processor time of the measuring process.</summary>
internal sealed record Ratios(double Time, double Processor);
