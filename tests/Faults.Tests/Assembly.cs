// Campaigns measure and kill: two at once would disturb each other on a small machine.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
